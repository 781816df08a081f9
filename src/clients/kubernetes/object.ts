/** What every Kubernetes object carries, and the values Go leaves out, sends as null, or as a date. */
import { z } from 'zod';

/** ISO 8601; watch and raw JSON give strings, the client's typed lists give dates. */
export const time = z.union([z.string(), z.date().transform((date) => date.toISOString())]);

export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** A list that Go omits or sends as null when it is empty. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

export const metadata = z.object({
  name: z.string(),
  namespace: optionalText,
  uid: optionalText,
  labels: textMap,
  annotations: textMap,
  creationTimestamp: time.nullish().transform((at) => at ?? ''),
  ownerReferences: listOf(
    z.object({ kind: z.string(), name: z.string(), controller: z.boolean().nullish(), uid: optionalText }),
  ),
  managedFields: listOf(
    z.object({
      manager: optionalText,
      time: time.nullish(),
      subresource: optionalText,
      fieldsV1: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

export const references = listOf(z.object({ name: optionalText })).transform((items) =>
  items.map((item) => item.name).filter((name) => name !== ''),
);

/** The `Status` object with which the API server says no. */
export const status = z
  .object({ message: optionalText, reason: optionalText })
  .catch({ message: '', reason: '' });

export const list = z.object({
  metadata: z.object({ continue: optionalText }).nullish(),
  items: listOf(z.unknown()),
});
