/** Rate limits: one bucket for each method (and channel, for posting), refilled evenly. */
import type { RateTier } from '../options.ts';

/** https://docs.slack.dev/apis/web-api/rate-limits */
const PER_MINUTE: Readonly<Record<RateTier, number>> = {
  tier1: 5,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  special: 600,
  post: 60,
};
/** Posting allows short bursts; Slack does not say how short. */
const POST_BURST = 10;

export interface Rates {
  /** Seconds to wait, or 0 when the call may go on. */
  wait(tier: RateTier, key: string): number;
}

export function createRates(overrides: Partial<Record<RateTier, number>> = {}): Rates {
  const perMinute = { ...PER_MINUTE, ...overrides };
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    wait: (tier, key) => {
      const rate = perMinute[tier];
      const size = tier === 'post' ? Math.min(rate, POST_BURST) : rate;
      const now = Date.now();
      const bucket = buckets.get(key) ?? { tokens: size, at: now };
      const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 60_000) * rate);
      const allowed = tokens >= 1;
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
      return allowed ? 0 : Math.max(1, Math.ceil(((1 - tokens) / rate) * 60));
    },
  };
}
