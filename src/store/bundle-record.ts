/** What a bundle holds, and what a dropped one says, as they lie in Redis. */
import { z } from 'zod';
import type { BundleReport } from '../engine/bundle-report.ts';
import type { OfflineReport } from '../engine/offline-report.ts';
import type { StatusReport } from '../engine/status.ts';
import type { SweepReport } from '../engine/sweep.ts';
import { ScanRecord } from './scan-record.ts';

const text = z.string();
const spots = z.array(z.object({ probe: text, why: text })).readonly();
const taken = { at: text, ms: z.number() };

export const BundleRecord: z.ZodType<BundleReport> = z.object({
  what: text,
  file: text,
  bytes: z.number(),
  parts: z.array(z.object({ id: text, files: z.number(), bytes: z.number() })).readonly(),
  couldNotLook: spots,
  cut: z.array(text).readonly(),
  ...taken,
});

/** The reports inside are read by those who know them. */
export function offlineRecord(
  sweep: z.ZodType<SweepReport>,
  status: z.ZodType<StatusReport>,
): z.ZodType<OfflineReport> {
  return z.object({
    file: text,
    form: z.enum(['bundle', 'must-gather', 'cluster-dump', 'objects', 'log']),
    takenAt: text.nullable(),
    objects: z.number(),
    logs: z.number(),
    sweep: sweep.nullable(),
    status: status.nullable(),
    scan: ScanRecord.nullable(),
    couldNotLook: spots,
    ...taken,
  });
}
