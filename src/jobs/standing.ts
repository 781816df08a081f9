/** What a process knows of its own state: whether its queue workers run and its Redis answers. */
import type { Worker } from 'bullmq';

export interface Standing {
  /** What has ended that only a restart brings back, else null. Redis being away is none of that. */
  ended(): string | null;
  /** Null when work is taken, else why not. Does not throw. */
  notReady(): Promise<string | null>;
}

type QueueWorker = Pick<Worker, 'name' | 'isRunning'>;
interface Pinged {
  readonly status: string;
  ping(): Promise<unknown>;
}

/** A Redis that takes longer serves no queue either, milliseconds; below the second that probes usually wait. */
const PING_MS = 800;

/** Of one role: its connection and its queue workers, which run from their making to their stop. */
export function standingOf(redis: Pinged, workers: readonly QueueWorker[]): Standing {
  return {
    ended() {
      const gone = workers.filter((worker) => !worker.isRunning());
      return gone.length === 0
        ? null
        : `queue workers do not run: ${gone.map(({ name }) => name).join(', ')}`;
    },
    notReady: () => redisAway(redis),
  };
}

/** Of a process with several roles: the first that is not well speaks. */
export function standingOfAll(all: readonly Standing[]): Standing {
  return {
    ended: () => all.map((one) => one.ended()).find((why) => why !== null) ?? null,
    async notReady() {
      const said = await Promise.all(all.map((one) => one.notReady()));
      return said.find((why) => why !== null) ?? null;
    },
  };
}

async function redisAway(redis: Pinged): Promise<string | null> {
  // A worker's connection keeps commands until Redis is back: a ping would wait as long.
  if (redis.status !== 'ready') return `no connection to Redis (${redis.status})`;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done(`Redis gives no answer to PING within ${PING_MS} ms`), PING_MS);
  });
  const asked = redis.ping().then(
    () => null,
    (error: unknown) => `Redis: ${error instanceof Error ? error.message : String(error)}`,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
