/** A process that is killed: from one call on nothing it asks of the world is done or answered. */

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The same parts, whose stores, queues and doors are dead from the `at`th call on, counted over all of them. */
export function dying<T extends object>(parts: T, at: number): T {
  let calls = 0;
  const mortal = (part: object): object =>
    new Proxy(part, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return (...given: unknown[]) => {
          calls += 1;
          if (calls >= at) return Promise.reject(new Killed(`killed at ${String(name)}`));
          return found.apply(target, given) as unknown;
        };
      },
    });
  const entries = Object.entries(parts).map(([name, part]: [string, unknown]) => {
    const isPlain = typeof part !== 'object' || part === null || Object.values(part).length === 0;
    const isAlive = isPlain || name === 'log' || name === 'surroundings' || part instanceof Map;
    return [name, isAlive ? part : mortal(part)] as const;
  });
  return Object.fromEntries(entries) as T;
}

/**
 * Does it once for each moment at which it can be killed, from the first call on, until it is over unharmed.
 * Returns in how many of them it was killed.
 */
export async function atEachMoment(
  once: (at: number) => Promise<'killed' | 'unharmed'>,
  most = 200,
): Promise<number> {
  for (let at = 1; at <= most; at++) if ((await once(at)) === 'unharmed') return at - 1;
  throw new Error(`it was still killed at call ${most}`);
}

/** What the killed one did is over; every other failure is one. */
export async function untilKilled(work: Promise<unknown>): Promise<'killed' | 'unharmed'> {
  try {
    await work;
    return 'unharmed';
  } catch (error) {
    if (error instanceof Killed) return 'killed';
    throw error;
  }
}
