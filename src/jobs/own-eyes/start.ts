/** Our own eyes in a worker: a watch on each cluster that is to be watched, and looks by the clock. */

import { createPodWatch } from '../../clients/kubernetes/watch-pods.ts';
import type { RedisConnection } from '../../clients/redis.ts';
import { type Config, servedBy } from '../../config.ts';
import type { Logger } from '../../log.ts';
import { sightingStore } from '../../store/sightings.ts';
import type { Workers } from '../diagnose.ts';
import type { Queues } from '../queues.ts';
import { whileLeading } from './leader.ts';
import { tellInto } from './tell.ts';
import { watchPulls } from './watch-pulls.ts';

export interface OwnEyes {
  readonly config: Config;
  readonly redis: RedisConnection;
  readonly queues: Queues;
  readonly log: Logger;
}

/** Throws ConfigError where a kubeconfig is at fault. */
export async function openOwnEyes({ config, redis, queues, log }: OwnEyes): Promise<Pick<Workers, 'stop'>> {
  const { alerts } = config.file;
  const { clusters, general } = servedBy(config);
  const over = new AbortController();
  const tell = tellInto(sightingStore(redis), queues);
  const now = (): Date => new Date();
  const watched = clusters.filter(({ name }) => alerts.watch.clusters.includes(name));
  const watching = watched.map((cluster) => {
    const watch = createPodWatch(cluster, config.env);
    return whileLeading(`watch-${cluster.name}`, redis, over.signal, async (signal) => {
      log.info({ cluster: cluster.name }, 'watching the pulls of a cluster');
      await watchPulls(watch, { tell, log, now }, signal).catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error, cluster: cluster.name }, 'the watch failed');
      });
    });
  });
  const { sweep } = alerts;
  await queues.lookAround({
    sweeps: clusters.map(({ name }) => ({
      cluster: name,
      everyMs: sweep ? sweep.everyMinutes * 60_000 : null,
    })),
    registriesEveryMs:
      general === 'here' ? (alerts.health ? alerts.health.everyMinutes * 60_000 : null) : 'others',
  });
  return {
    async stop(ms) {
      over.abort();
      const ended = Promise.all(watching).then(() => 'finished' as const);
      const late = new Promise<'left'>((done) => setTimeout(() => done('left'), ms).unref());
      return Promise.race([ended, late]);
    },
  };
}
