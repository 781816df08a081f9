/** What job services do, as it lies in Redis. */
import { z } from 'zod';
import type { JobsReport } from '../engine/jobs-report.ts';
import { OFFERED } from './offered-record.ts';

const text = z.string();
const texts = z.array(text).readonly();
const spots = z.array(z.object({ probe: text, why: text })).readonly();

const harbor = z.object({
  name: text,
  host: text,
  version: text.nullable(),
  pools: z
    .array(
      z.object({
        id: text,
        alive: z.enum(['alive', 'dead']),
        heartbeatAt: text.nullable(),
        startedAt: text.nullable(),
        workers: z.number().nullable(),
      }),
    )
    .readonly(),
  workers: z.object({ busy: z.number(), all: z.number() }),
  running: z
    .array(
      z.object({
        type: text,
        job: text,
        startedAt: text.nullable(),
        checkedInAt: text.nullable(),
        about: text.nullable(),
      }),
    )
    .readonly(),
  queues: z
    .array(
      z.object({
        type: text,
        waiting: z.number(),
        counts: z.array(z.number()).readonly(),
        oldestS: z.number(),
        paused: z.enum(['paused', 'open']),
      }),
    )
    .readonly(),
  schedules: z
    .object({
      paused: z.boolean(),
      all: z.array(z.object({ type: text, of: text.nullable(), cron: text.nullable() })).readonly(),
    })
    .nullable(),
  stuck: z.array(z.object({ cause: text, says: text, quotes: texts, steps: texts, ...OFFERED })).readonly(),
  couldNotLook: spots,
});

export const JobsRecord: z.ZodType<JobsReport> = z.object({
  at: text,
  ms: z.number(),
  asked: text.exactOptional(),
  harbors: z.array(harbor).readonly(),
  couldNotLook: spots,
});
