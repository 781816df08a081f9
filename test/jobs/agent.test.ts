/** A hub and an agent on one Redis: each takes what is its own. */
import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Question } from '../../src/engine/question.ts';
import { createQueues, triageQueue } from '../../src/jobs/queues.ts';
import { type RunningWorker, startWorker } from '../../src/jobs/worker.ts';
import { createLogger } from '../../src/log.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { configFile } from '../deploy/config-file.ts';
import { eventually } from '../sandbox/cluster/objects.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from '../store/setup.ts';
import { asked } from './deliver/setup.ts';

const FILE = `
clusters:
  - { name: prod, inCluster: true }
  - { name: prod-eu, agent: true }
alerts:
  sweep: { everyMinutes: 60 }
  health: { everyMinutes: 5 }
`;

describeWith('redis', 'a hub and its agent', () => {
  let part: TestRedis;
  const running: RunningWorker[] = [];
  const took: string[] = [];

  const start = async (who: string, env: object): Promise<void> => {
    const config = loadConfig({
      REGISTRY_MEDIC_ROLE: 'worker',
      REGISTRY_MEDIC_CONFIG: configFile(FILE),
      ...env,
    });
    const answer = async (question: Question) => {
      took.push(`${who}: ${question.kind} ${'cluster' in question ? question.cluster : ''}`.trim());
      return { kind: 'refusal', why: 'not-found', says: 'seen', tries: [] } as const;
    };
    running.push(await startWorker(config, part.url, answer, createLogger('silent')));
  };
  const schedules = async (cluster: string | null): Promise<number> => {
    const queue = new Queue(triageQueue(cluster), { connection: part.redis, skipVersionCheck: true });
    try {
      return (await queue.getJobSchedulers()).length;
    } finally {
      await queue.close();
    }
  };

  beforeAll(async () => {
    part = await startTestRedis(14);
    await start('hub', {});
    await start('agent', { CLUSTER_NAME: 'prod-eu' });
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.stop(1_000)));
    await part?.stop();
  });

  test('each answers for its own cluster, and the hub for what belongs to none', async () => {
    const { file } = loadConfig({ REGISTRY_MEDIC_CONFIG: configFile(FILE) });
    const queues = createQueues(part.redis, file.clusters, () => {});
    const questions: readonly Question[] = [
      { kind: 'pull', what: 'cart-0', cluster: 'prod' },
      { kind: 'pull', what: 'cart-0', cluster: 'prod-eu' },
      { kind: 'status' },
    ];
    const incidents = incidentStore(part.redis);
    for (const [index, question] of questions.entries()) {
      const incident = { ...asked, id: `inc-${index}`, question };
      await incidents.open(incident);
      await queues.diagnose(incident);
    }
    // The clock asks as well: sweeps of each cluster, and the registries.
    const expected = [
      'agent: pull prod-eu',
      'agent: sweep prod-eu',
      'hub: pull prod',
      'hub: status',
      'hub: sweep prod',
    ];
    await eventually('all are taken', () => expected.every((one) => took.includes(one)));
    expect([...new Set(took)].sort()).toEqual(expected);
    await queues.stop();
  });

  test('each sets the clock of its own sweeps, and the agent leaves that of registries alone', async () => {
    expect([await schedules('prod'), await schedules('prod-eu'), await schedules(null)]).toEqual([1, 1, 1]);
  });
});
