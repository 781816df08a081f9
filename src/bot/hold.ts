/**
 * Commands and presses that came while Redis was away: Slack delivers them once only, so they wait in this process
 * and are worked on when Redis is back. They die with the process, and the person is told so beforehand.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Words } from '../engine/words.ts';

export interface Hold {
  /** False when so many wait that one more is not kept. */
  hasRoom(): boolean;
  /**
   * Tries until Redis takes it. `gone`: not within two minutes. `stopping`: this process ends before.
   * `store` throws while Redis is away.
   */
  untilStored<T>(
    store: () => Promise<T>,
  ): Promise<
    { readonly ended: 'stored'; readonly as: T } | { readonly ended: 'gone' } | { readonly ended: 'stopping' }
  >;
  stop(): void;
}

export const holdWords: Words<{
  readonly kept: (requestId: string) => string;
  readonly gone: (requestId: string) => string;
  readonly stopping: (requestId: string) => string;
  readonly full: (requestId: string) => string;
}> = {
  en: {
    kept: (requestId) =>
      `My memory (Redis) does not answer. I keep this for up to 2 minutes and go on by myself once it is back: no need to press again. Only if I am killed meanwhile it is lost. For the operator's logs: \`${requestId}\``,
    gone: (requestId) =>
      `My memory (Redis) did not come back within 2 minutes, so I let this go: nothing was started. Press again when it is back; for the operator's logs: \`${requestId}\``,
    stopping: (requestId) =>
      `I am being restarted while my memory (Redis) is away, so I let this go: nothing was started. Press again in a minute; for the operator's logs: \`${requestId}\``,
    full: (requestId) =>
      `I cannot take this: my memory (Redis) does not answer, and too much waits for it already. Nothing was started. Try again in a minute; for the operator's logs: \`${requestId}\``,
  },
};

/** Each is at most some 100 KB. */
const MOST_HELD = 200;
const HOLD_MS = 120_000;
const EVERY_MS = 500;

export function createHold(holdMs: number = HOLD_MS): Hold {
  const stopping = new AbortController();
  let held = 0;
  return {
    hasRoom: () => held < MOST_HELD,
    async untilStored(store) {
      const until = Date.now() + holdMs;
      held += 1;
      try {
        for (;;) {
          await pause(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
          if (stopping.signal.aborted) return { ended: 'stopping' };
          const stored = await store().then(
            (as) => ({ ended: 'stored', as }) as const,
            () => null,
          );
          if (stored) return stored;
          if (Date.now() > until) return { ended: 'gone' };
        }
      } finally {
        held -= 1;
      }
    },
    stop: () => stopping.abort(),
  };
}
