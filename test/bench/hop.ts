/**
 * A way to a server that takes as long as a network does: what goes in comes out half a round trip later, each way.
 * It notes every turn, that is one side's words and the other's answer, or the opening of a connection, so that what
 * had to wait for what is known.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Turn {
  readonly to: string;
  /** Milliseconds since 1970, with fractions: the clock of {@link wallMs}. */
  readonly from: number;
  readonly until: number;
  /** What lay between really waited, both ways; timers are not exact. */
  readonly waitedMs: number;
  /** Until the server began to answer. */
  readonly servedMs: number;
}

export interface Hop {
  readonly port: number;
  /** Turns so far; an open one ends with its last word. */
  turns(): Promise<readonly Turn[]>;
  stop(): Promise<void>;
}

type Noted = Omit<Turn, 'to' | 'waitedMs'> & { readonly waitedMs: readonly [there: number, back: number] };

/** The same in every thread of this process. */
export const wallMs = (): number => performance.timeOrigin + performance.now();

export async function openHop(to: string, port: number, roundTripMs: number): Promise<Hop> {
  const thread = new Worker(new URL('./hop-thread.ts', import.meta.url), {
    workerData: { port, roundTripMs },
  });
  const [own] = await once(thread, 'message');
  return {
    port: own,
    async turns() {
      thread.postMessage('turns');
      const [noted] = await once(thread, 'message');
      return noted.map(({ waitedMs: [there, back], ...turn }: Noted) => ({
        ...turn,
        waitedMs: there + back,
        to,
      }));
    },
    async stop() {
      await thread.terminate();
    },
  };
}

/**
 * The longest row of turns of which each began only when the one before was over: so many round trips must follow one
 * another, however fast everything else is. Taking the turn that ends first, again and again, gives the longest row.
 */
export function chainOf(turns: readonly Turn[]): readonly Turn[] {
  const chain: Turn[] = [];
  for (const turn of turns.toSorted((a, b) => a.until - b.until))
    if (turn.from >= (chain.at(-1)?.until ?? 0)) chain.push(turn);
  return chain;
}
