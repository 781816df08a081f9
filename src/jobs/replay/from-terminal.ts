/** Feedback and the facts behind it, read by an operator: needs Redis, and nothing else. */
import { connectRedis } from '../../clients/redis.ts';
import { ConfigError, loadConfig } from '../../config.ts';
import type { Check } from '../../engine/check.ts';
import type { Feedback } from '../../engine/feedback.ts';
import { judgeAgain, type SavedCase } from '../../engine/saved-case.ts';
import type { Cause } from '../../engine/verdict.ts';
import { loadFolder } from '../../load.ts';
import { feedbackStore } from '../../store/feedback.ts';
import { incidentStore } from '../../store/incidents.ts';
import { savedCases } from '../../store/saved-cases.ts';

export interface Replayed {
  readonly incident: string;
  /** As it was answered. */
  readonly was: { readonly cause: string | null; readonly confidence: string | null };
  /** As the same facts are judged now, by container. */
  readonly now: readonly {
    readonly image: string;
    readonly container: string | null;
    readonly cause: string | null;
    readonly confidence: string | null;
    readonly summary: string | null;
    readonly also: readonly string[];
    readonly ruledOut: readonly string[];
  }[];
}

export async function exportFeedback(print: (feedback: Feedback) => void): Promise<number> {
  const redis = await connectRedis(redisUrl(), 'requests', () => {});
  try {
    let count = 0;
    for await (const feedback of feedbackStore(redis).all()) {
      print(feedback);
      count += 1;
    }
    return count;
  } finally {
    redis.disconnect();
  }
}

/** `no-facts`: they were too large, or older than a day and nobody gave feedback. */
export async function replay(id: string): Promise<Replayed | 'unknown' | 'no-facts'> {
  const redis = await connectRedis(redisUrl(), 'requests', () => {});
  try {
    const incident = await incidentStore(redis).read(id);
    const reply = incident?.state.is === 'answered' ? incident.state.reply : null;
    const kept = await Array.fromAsync(feedbackStore(redis).all());
    const said = kept.findLast((one) => one.incident === id);
    if (!said && reply?.kind !== 'verdict') return 'unknown';
    const fresh = incident ? await savedCases(redis).read(incident.requestId) : [];
    const cases = said && said.cases.length > 0 ? said.cases : fresh;
    if (cases.length === 0) return 'no-facts';
    const cause = said ?? causeIn(reply?.kind === 'verdict' ? reply.verdict.cause : null);
    const checks = await loadFolder<Check>(new URL('../../checks/', import.meta.url));
    return {
      incident: id,
      was: { cause: cause.cause, confidence: cause.confidence },
      now: cases.map((one) => judged(one, checks)),
    };
  } finally {
    redis.disconnect();
  }
}

function causeIn(cause: Cause | null): Replayed['was'] {
  return { cause: cause?.id ?? null, confidence: cause?.confidence ?? null };
}

function judged(saved: SavedCase, checks: readonly Check[]): Replayed['now'][number] {
  const { cause, also, ruledOut } = judgeAgain(saved, checks, 'en');
  const { image, container } = saved.pull;
  return {
    image,
    container: container ?? null,
    cause: cause?.id ?? null,
    confidence: cause?.confidence ?? null,
    summary: cause?.summary ?? null,
    also: also.map(({ id }) => id),
    ruledOut,
  };
}

function redisUrl(): string {
  const { env } = loadConfig();
  if (env.REDIS_URL !== undefined) return env.REDIS_URL;
  throw new ConfigError('Set REDIS_URL: feedback and the facts of answers lie in the Redis of the bot.');
}
