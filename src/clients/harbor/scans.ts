/** How far the last scan of everything is. */
import { z } from 'zod';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { ScanProgress } from '../../engine/harbor/records.ts';
import type { HarborAsking } from './asking.ts';

/** 1.10 does not say whether it goes on. */
const Metrics = z
  .object({
    total: z.number().nullish(),
    completed: z.number().nullish(),
    metrics: z.record(z.string(), z.number()).nullish(),
    ongoing: z.boolean().nullish(),
  })
  .transform(({ total, completed, metrics, ongoing }): ScanProgress => {
    const done = { total: total ?? 0, completed: completed ?? 0 };
    const failed = metrics?.['Error'] ?? metrics?.['error'] ?? 0;
    return { ...done, failed, ongoing: ongoing ?? done.completed < done.total };
  });

export function scanCalls(asking: HarborAsking): Pick<HarborReader, 'scanAll'> {
  return { scanAll: () => asking.one('/scans/all/metrics', Metrics) };
}
