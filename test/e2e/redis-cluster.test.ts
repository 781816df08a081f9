/** The whole product on a Redis Cluster: bot, worker and remediator, from the question to the audit, over the death of a node. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { auditStore } from '../../src/store/audit.ts';
import { type People, peopleOf, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { describeWith } from '../setup/part.ts';
import { type RedisClusterPart, startRedisCluster } from '../setup/redis-cluster.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;

describeWith('redis', 'on a Redis Cluster', (program) => {
  let redis: RedisClusterPart;
  let stage: Stage;
  let people: People;
  let own: RedisConnection;
  let running: readonly Running[] = [];
  beforeAll(async () => {
    redis = await startRedisCluster(program);
    stage = await startStage(program, { redisUrl: redis.url });
    people = peopleOf(stage.slackUrl, PATIENCE_MS);
    own = await connectRedis(redis.url, 'worker', () => {});
    running = await Promise.all(
      (['bot', 'worker', 'remediator'] as const).map((role) =>
        startMain({ ...stage.env, ...(role === 'bot' ? stage.botEnv : {}), REGISTRY_MEDIC_ROLE: role }),
      ),
    );
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    own?.disconnect();
    await stage?.stop();
    await redis?.stop();
  });

  /** A broken Deployment: asked about, a fix asked for, approved by another, applied and proved. */
  async function fixed(name: string): Promise<void> {
    const about = `/${name}`;
    stage.deploy(name);
    await until(PATIENCE_MS, `a pod of ${name}`, async () =>
      stage.cluster.store
        .list('pods', NAMESPACE)
        .some((pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status))),
    );
    await people.ask(`why-pull-fails deployment/${name} -n ${NAMESPACE}`, 'shop', about);
    await people.press('rosa', 'request-fix', about, (all) => shows(all, 'approve-fix', about));
    await people.press('tomo', 'approve-fix', about, (all) => !shows(all, 'approve-fix', about));
    await until(PATIENCE_MS, `the end of ${name}`, async () =>
      new RegExp(`${about}[^"]*: Done\\.`).test(JSON.stringify(await people.messages())),
    );
    expect(stage.writes(name)).toBe(1);
  }
  const keysOfNodes = (): Promise<readonly string[][]> =>
    Promise.all(redis.nodes().map((node) => node.keys('*')));

  test('a question, its verdict, its fix, two people, the audit', async () => {
    await fixed('before');
    expect(await auditStore(own).verify()).toMatchObject({ whole: true });
  });

  test('what belongs to one queue lies in one slot, and the queues spread over the nodes', async () => {
    const all = (await keysOfNodes()).flat();
    const queues = new Set(all.flatMap((key) => /^\{bull:([^}]+)\}:\1:/.exec(key)?.[1] ?? []));
    expect([...queues].toSorted()).toEqual(
      expect.arrayContaining(['deliver', 'diagnose-prod', 'remediate-prod']),
    );
    const slots = async (name: string): Promise<number> => {
      const mine = all.filter((key) => key.startsWith(`{bull:${name}}`));
      const found = await Promise.all(mine.map((key) => own.cluster('KEYSLOT', key)));
      return new Set(found).size;
    };
    for (const queue of queues) expect(await slots(queue)).toBe(1);
    const withKeys = (await keysOfNodes()).filter((keys) => keys.some((key) => key.startsWith('{bull:')));
    // Each master and its replica.
    expect(withKeys.length).toBeGreaterThanOrEqual(4);
  });

  test('a node dies in the middle: its replica takes over, nothing is lost, the audit stays whole', async () => {
    const during = fixed('during');
    await redis.killMasterOf('{bull:diagnose-prod}:diagnose-prod:wait');
    await during;
    await fixed('after');
    expect(await auditStore(own).verify()).toMatchObject({ whole: true });
    for (const one of running) expect(one.process.exitCode).toBeNull();
  });
});
