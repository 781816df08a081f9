/** How fast one sender may send: so many at once, and so many a second for good. Pure but for what it counts. */
export interface Limit {
  readonly atOnce: number;
  readonly perSecond: number;
}

export interface TokenBucket {
  /** 0: go on. Else seconds to wait, at least 1. `now`: milliseconds of any clock that only goes forward. */
  take(now: number): number;
}

export function tokenBucket({ atOnce, perSecond }: Limit): TokenBucket {
  let left = atOnce;
  let at: number | null = null;
  return {
    take(now) {
      if (at !== null) left = Math.min(atOnce, left + (Math.max(0, now - at) / 1000) * perSecond);
      at = now;
      if (left >= 1) {
        left -= 1;
        return 0;
      }
      return Math.max(1, Math.ceil((1 - left) / perSecond));
    },
  };
}
