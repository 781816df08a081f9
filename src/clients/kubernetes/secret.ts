import { z } from 'zod';
import type { SecretRecord, ServiceAccountRecord } from '../../engine/cluster.ts';
import { metadata, optionalText, references, textMap } from './object.ts';

const secret = z.object({ metadata, type: optionalText, data: textMap });
const serviceAccount = z.object({ metadata, imagePullSecrets: references });

/** Throws a ZodError when this is no Secret; the error never quotes values. */
export function readSecret(json: unknown): SecretRecord {
  const { metadata: meta, type, data } = secret.parse(json);
  const changedAt = meta.managedFields
    .flatMap(({ time }) => time ?? [])
    .toSorted()
    .at(-1);
  return {
    name: meta.name,
    type: type || 'Opaque',
    createdAt: meta.creationTimestamp,
    ...(changedAt === undefined ? {} : { changedAt }),
    data,
  };
}

/** Throws a ZodError when this is no ServiceAccount. */
export function readServiceAccount(json: unknown): ServiceAccountRecord {
  const { metadata: meta, imagePullSecrets } = serviceAccount.parse(json);
  return { name: meta.name, imagePullSecrets };
}
