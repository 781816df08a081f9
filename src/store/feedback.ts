/** Feedback in Redis: the last word of each person about each verdict, for a year. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import type { Feedback } from '../engine/feedback.ts';
import { parsed, written } from './format.ts';
import { FEEDBACK_S, keysOf } from './keys.ts';
import { SubjectRecord } from './reply-record.ts';
import { SavedCaseRecord } from './saved-cases.ts';

const FeedbackRecord: z.ZodType<Feedback & { readonly version: 1 }> = z.object({
  version: z.literal(1),
  incident: z.string(),
  run: z.int(),
  by: z.string(),
  at: z.string(),
  says: z.enum(['right', 'wrong']),
  subject: SubjectRecord,
  cause: z.string().nullable(),
  confidence: z.enum(['confirmed', 'likely', 'possible']).nullable(),
  headline: z.string(),
  cases: z.array(SavedCaseRecord).readonly(),
});

export interface FeedbackStore {
  /** Saying it again changes what was said. */
  say(feedback: Feedback): Promise<void>;
  /** Oldest first. */
  all(): AsyncIterable<Feedback>;
}

export function feedbackStore(redis: RedisConnection): FeedbackStore {
  const keys = keysOf(redis);
  return {
    async say(feedback) {
      const id = `${feedback.incident}:${feedback.by}`;
      await redis
        .multi()
        .set(keys.feedback(id), written(feedback), 'EX', FEEDBACK_S)
        .zadd(keys.feedbacks, Date.parse(feedback.at), id)
        .exec();
    },
    async *all() {
      for (const id of await redis.zrange(keys.feedbacks, 0, '-1')) {
        const raw = await redis.get(keys.feedback(id));
        if (raw === null) await redis.zrem(keys.feedbacks, id);
        else {
          const { version: _, ...feedback } = parsed(keys.feedback(id), raw, FeedbackRecord);
          yield feedback;
        }
      }
    },
  };
}
