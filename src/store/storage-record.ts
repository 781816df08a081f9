/** Where storage goes, as it lies in Redis. */
import { z } from 'zod';
import type { StorageReport } from '../engine/storage-report.ts';
import { OFFERED } from './offered-record.ts';

const text = z.string();
const texts = z.array(text).readonly();
const maybeNumber = z.number().nullable();
const spots = z.array(z.object({ probe: text, why: text })).readonly();

const project = z.object({
  name: text,
  used: z.number(),
  hard: maybeNumber,
  repositories: maybeNumber,
  kind: z.enum(['own', 'proxy-cache']),
  grownBy: maybeNumber,
});

const collections = z.object({
  schedule: text.nullable(),
  runs: z
    .array(
      z.object({
        at: text,
        state: z.enum(['pending', 'running', 'success', 'error', 'stopped']),
        dryRun: z.boolean(),
        freed: maybeNumber,
        blobs: maybeNumber,
        manifests: maybeNumber,
      }),
    )
    .readonly(),
  wouldFree: z.object({ bytes: maybeNumber, at: text }).nullable(),
});

const registry = z.object({
  name: text,
  host: text,
  version: text.nullable(),
  storage: text.nullable(),
  used: maybeNumber,
  projects: z.array(project).readonly(),
  moreProjects: z.number(),
  lastLook: z.object({ at: text, grownBy: z.number() }).nullable(),
  growthUnknown: z.enum(['no-redis', 'first-look']).nullable(),
  troubles: z
    .array(z.object({ cause: text, says: text, quotes: texts, steps: texts, ...OFFERED }))
    .readonly(),
  collections: collections.nullable(),
  broken: z
    .array(
      z.object({
        repository: text,
        tags: texts,
        digest: text,
        what: z.enum(['manifest', 'layer']),
        says: text,
      }),
    )
    .readonly(),
  looked: z.object({ repositories: z.number(), of: z.number(), artifacts: z.number() }).nullable(),
  volumes: z
    .array(z.object({ claim: text, phase: text.nullable(), modes: texts, capacity: maybeNumber }))
    .readonly(),
  couldNotLook: spots,
});

const node = z.object({
  cluster: text,
  node: text,
  since: text.nullable(),
  says: text,
  evicted: z.number(),
  largest: z.array(z.object({ image: text, bytes: z.number() })).readonly(),
  images: z.number(),
  disk: maybeNumber,
});

export const StorageRecord: z.ZodType<StorageReport> = z.object({
  at: text,
  ms: z.number(),
  asked: text.exactOptional(),
  registries: z.array(registry).readonly(),
  nodes: z.array(node).readonly(),
  nodesSeen: z.number(),
  troubles: z
    .array(z.object({ cause: text, says: text, quotes: texts, steps: texts, ...OFFERED }))
    .readonly(),
  couldNotLook: spots,
});
