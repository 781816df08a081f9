/** What a fix is about, as it lies in Redis. */
import { z } from 'zod';
import type { Pull } from '../engine/subject.ts';

const text = z.string();
const maybe = text.exactOptional();

const installation = z.object({
  name: text,
  product: z.enum(['harbor', 'distribution', 'kangaroo', 'image-controller', 'cargo', 'other']),
  host: text.nullable(),
  scheme: z.literal('http').exactOptional(),
  place: z.object({ cluster: text, namespace: text, instance: text.nullable() }).nullable(),
  installer: z.enum(['helm', 'bitnami', 'operator', 'compose', 'manifest', 'unknown']),
  foundBy: z.enum(['configuration', 'discovery']),
});

export const SyncRecord = z.object({
  kind: z.enum(['replication-policy', 'repository', 'artifact']),
  name: text,
  registry: maybe,
  cluster: maybe,
  namespace: maybe,
  policy: z.number().exactOptional(),
});

export const PullRecord: z.ZodType<Pull> = z.object({
  image: text,
  cluster: maybe,
  namespace: maybe,
  pod: maybe,
  container: maybe,
  op: z.enum(['push', 'login']).exactOptional(),
  user: maybe,
  installation: installation.exactOptional(),
  sync: SyncRecord.exactOptional(),
});
