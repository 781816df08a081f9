/** An incident as it lies in Redis. */
import { z } from 'zod';
import type { Incident } from '../engine/incident.ts';
import type { Progress } from '../engine/progress.ts';
import { Question } from '../engine/question.ts';
import { ReplyRecord, SubjectRecord } from './reply-record.ts';

const ProgressRecord: z.ZodType<Progress> = z.object({
  steps: z
    .array(
      z.object({
        id: z.string(),
        asks: z.string(),
        state: z.enum(['asking', 'known', 'unknown', 'unreached']),
        ms: z.number().exactOptional(),
      }),
    )
    .readonly(),
  subject: SubjectRecord.exactOptional(),
});

export const IncidentRecord: z.ZodType<Incident & { readonly version: 1 }> = z.object({
  version: z.literal(1),
  id: z.string(),
  requestId: z.string(),
  createdAt: z.string(),
  askedBy: z.string(),
  place: z.object({ channel: z.string(), thread: z.string().nullable() }),
  question: Question,
  run: z.int().min(1),
  runAt: z.string(),
  message: z.int().min(1),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('waiting') }),
    z.object({ is: z.literal('working'), progress: ProgressRecord }),
    z.object({ is: z.literal('answered'), reply: ReplyRecord, at: z.string() }),
  ]),
  trouble: z.string().exactOptional(),
});
