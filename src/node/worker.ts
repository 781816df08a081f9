/** The worker of one node: says that it lives, and answers what the node sees of an image. Writes nothing there. */
import { type Job, Worker } from 'bullmq';
import { connectTelling, redisTrouble } from '../clients/redis-trouble.ts';
import { type Config, ConfigError } from '../config.ts';
import { NodeQuestion, type NodeView } from '../engine/node-view.ts';
import { followed } from '../jobs/followed.ts';
import { onQueue } from '../jobs/on-queue.ts';
import { nodeQueue } from '../jobs/queues.ts';
import { type Standing, standingOf } from '../jobs/standing.ts';
import { stopWithin } from '../jobs/stop-within.ts';
import { dataOf, leavingNewer } from '../jobs/take-job.ts';
import { tellQueues } from '../jobs/tell-queues.ts';
import type { Logger } from '../log.ts';
import { keysOf, NODE_ALIVE_S } from '../store/keys.ts';
import { openNodeFiles } from './root.ts';
import { lookFromNode, type NodePlace } from './view.ts';

export interface RunningNodeWorker extends Standing {
  stop(ms: number): Promise<void>;
}

/** A sign of life is renewed well before it ends. */
const BEAT_MS = (NODE_ALIVE_S * 1_000) / 3;
const CONCURRENCY = 4;

/** Throws ConfigError without a node and a cluster name, RedisAway when there is no Redis. */
export async function startNodeWorker(
  config: Config,
  redisUrl: string,
  log: Logger,
): Promise<RunningNodeWorker> {
  const { node, cluster, root } = placeOf(config);
  const { heard } = redisTrouble(log);
  const redis = await connectTelling(redisUrl, 'worker', log);
  const key = keysOf(redis).nodeAlive(cluster, node);
  const beat = async (): Promise<void> => {
    await redis.set(key, new Date().toISOString(), 'EX', NODE_ALIVE_S).catch(heard);
  };
  const place: NodePlace = { name: node, files: openNodeFiles(root), limits: config.file.network };
  const queue = nodeQueue(cluster, node);
  const worker = new Worker(
    queue,
    followed(
      { queue: 'node', cluster },
      leavingNewer((job) => answer(job, place, log), log),
    ),
    {
      ...onQueue(redis, queue),
      concurrency: CONCURRENCY,
    },
  );
  worker.on('error', (error) => heard(error, { queue }));
  worker.on('failed', (_job, error) => log.error({ err: error }, 'could not look from the node'));
  await worker.waitUntilReady();
  await beat();
  const beats = setInterval(() => void beat(), BEAT_MS);
  log.info({ cluster, node, root }, 'node worker is up');
  const untold = tellQueues(redis, [{ queue: 'node', cluster, name: queue }]);
  return {
    ...standingOf(redis, [worker]),
    async stop(ms) {
      await untold();
      clearInterval(beats);
      // Nobody is to wait for a worker that is going.
      await redis.del(key).catch(heard);
      await stopWithin([worker], ms);
      redis.disconnect();
    },
  };
}

async function answer(job: Job, place: NodePlace, log: Logger): Promise<NodeView | null> {
  const question = dataOf(job, NodeQuestion);
  // Left over from before this worker came up: whoever asked has gone on without it.
  if (Date.parse(question.until) < Date.now()) return null;
  const started = performance.now();
  const view = await lookFromNode(question, place);
  const ends = view.hosts.map(({ url, ending }) => ({ url, ended: ending.ended }));
  log.info(
    { image: question.image, ends, ms: Math.round(performance.now() - started) },
    'looked from the node',
  );
  return view;
}

function placeOf({ env }: Config): {
  readonly node: string;
  readonly cluster: string;
  readonly root: string;
} {
  const { NODE_NAME: node, CLUSTER_NAME: cluster, NODE_ROOT: root = '/host' } = env;
  const missing = [...(node ? [] : ['NODE_NAME']), ...(cluster ? [] : ['CLUSTER_NAME'])];
  if (node && cluster) return { node, cluster, root };
  throw new ConfigError(
    `Set ${missing.join(' and ')}: a node worker serves the queue of one node. In a DaemonSet, NODE_NAME comes from spec.nodeName.`,
  );
}
