/** Fixes beside what was found, as they lie in Redis. */
import { z } from 'zod';
import { PullRecord } from './pull-record.ts';

const text = z.string();

export const RemediationsRecord = z
  .array(
    z.object({
      id: text,
      title: text,
      risk: z.enum(['low', 'medium', 'high']),
      ready: z.boolean(),
      why: text.exactOptional(),
    }),
  )
  .readonly();

/** Of a line that may have fixes. */
export const OFFERED = {
  pull: PullRecord.exactOptional(),
  remediations: RemediationsRecord.exactOptional(),
};
