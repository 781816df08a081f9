/** What logs say, as it lies in Redis. */
import { z } from 'zod';
import type { ScanReport } from '../engine/scan-report.ts';

const text = z.string();
const texts = z.array(text).readonly();
const counted = {
  count: z.number(),
  firstAt: text.nullable(),
  lastAt: text.nullable(),
  logs: texts,
  specimen: text,
};
const spots = z.array(z.object({ probe: text, why: text })).readonly();

export const ScanRecord: z.ZodType<ScanReport> = z.object({
  what: text,
  cluster: text.nullable(),
  sinceSeconds: z.number().nullable(),
  run: z.enum(['current', 'previous']),
  logs: z.array(z.object({ log: text, component: text.nullable(), lines: z.number() })).readonly(),
  lines: z.number(),
  bytes: z.number(),
  causes: z
    .array(
      z.object({
        ...counted,
        id: text,
        title: text,
        severity: z.enum(['high', 'medium', 'low']),
        confidence: z.enum(['confirmed', 'likely', 'possible']),
        means: text,
        step: text.nullable(),
      }),
    )
    .readonly(),
  noise: z.array(z.object({ ...counted, name: text })).readonly(),
  unexplained: z.array(z.object({ ...counted, shape: text })).readonly(),
  moreUnexplained: z.number(),
  cut: texts,
  couldNotLook: spots,
  at: text,
  ms: z.number(),
});
