/** Each way the sandbox's Harbor can be sick, seen by status over HTTP and its pods' logs: the cause, its steps, its fixes. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { StatusLine } from '../../src/engine/status.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';
import { UNHURRIED } from './settled.ts';

let world: World;
let surroundings: Surroundings;
beforeAll(async () => {
  world = await startWorld({ faults: [] });
  const made = await createSurroundings(loadConfig(world.files.env));
  surroundings = { ...made, ...UNHURRIED };
});
afterAll(async () => {
  await surroundings?.network.close();
  await world?.stop();
});

async function troubles(registry = 'harbor'): Promise<readonly StatusLine[]> {
  const reply = await answerQuestion({ kind: 'status', registry }, surroundings);
  if (reply.kind !== 'status') throw new Error(JSON.stringify(reply));
  return reply.report.registries.flatMap((one) => one.troubles);
}

/** Its cause, what it says, and the fixes that are named with it. */
const STAGED: readonly (readonly [
  sickness: string,
  cause: string,
  says: RegExp,
  fixes: readonly string[],
])[] = [
  [
    'harbor-workers-dead',
    'no-worker-heartbeat',
    /No worker of the job service is alive/,
    ['restart-jobservice'],
  ],
  ['harbor-queue-paused', 'queue-paused', /queue of REPLICATION is paused; \d+ wait/, ['resume-queue']],
  ['harbor-read-only', 'read-only-mode', /read.only/i, []],
  ['harbor-quota-full', 'quota-exceeded', /quota/i, []],
  ['harbor-robot-expired', 'robot-expired', /expired/, []],
  ['harbor-collection-failed-s3', 'collection-failed', /garbage collection/i, []],
  ['harbor-database-connections', 'db-connections-exhausted', /database/, []],
  ['s3-bucket', 's3-bucket-missing', /registry/, []],
  ['redis-cluster', 'redis-cluster-unsupported', /./, []],
  ['schema-downgrade', 'db-schema-newer-than-binary', /core/, []],
  ['database-down', 'db-unreachable', /./, []],
];

describe.each(STAGED)('%s', (id, cause, says, fixes) => {
  test(`is ${cause}, and no more once it is healed`, async () => {
    world.strike(id);
    try {
      await vi.waitFor(
        async () => {
          const found = (await troubles()).find((one) => one.cause === cause);
          if (!found)
            throw new Error(
              `told: ${JSON.stringify((await troubles()).map((one) => [one.id, one.cause, one.says]))}`,
            );
          expect(found.says).toMatch(says);
          expect(found.quote ?? found.says).not.toMatch(/undefined|NaN|\[object/);
          expect(found.steps?.length ?? 0).toBeGreaterThan(0);
          const named = (found.remediations ?? []).map((one) => one.id);
          expect(named).toEqual(expect.arrayContaining([...fixes]));
          // What is not offered says why.
          for (const one of found.remediations ?? []) expect(one.ready || 'why' in one).toBe(true);
        },
        { timeout: 90_000, interval: 500 },
      );
    } finally {
      await world.heal(id);
    }
    await vi.waitFor(
      async () => {
        const left = (await troubles()).filter((one) => one.cause === cause && one.health !== 'warning');
        expect(left).toEqual([]);
      },
      { timeout: 90_000, interval: 500 },
    );
  });
});

test('a Harbor whose version has known traps says so, and one that has none does not', async () => {
  const notes = async (registry: string): Promise<readonly (string | undefined)[]> => {
    const reply = await answerQuestion({ kind: 'status', registry }, surroundings);
    if (reply.kind !== 'status') throw new Error(JSON.stringify(reply));
    return reply.report.registries.flatMap((one) => one.notes.map(({ cause }) => cause));
  };
  expect(await notes('harbor-old')).toContain('harbor-version-trap');
  expect(await notes('harbor')).not.toContain('harbor-version-trap');
});

const causes = async (): Promise<readonly (string | undefined)[]> =>
  (await troubles()).map(({ cause }) => cause);

test('a HarborCluster whose public address nobody answers at', async () => {
  const { store } = world.cluster;
  world.strike('harborcluster-unhealthy');
  await vi.waitFor(() => expect(store.list('harborclusters.goharbor.io')).toHaveLength(1), 90_000);
  await expect.poll(() => causes()).not.toContain('external-url-unanswered');
  for (const one of store.list<KubeObject>('harborclusters.goharbor.io')) {
    const spec = { ...(one['spec'] as object), externalURL: `http://127.0.0.1:${await freePort()}` };
    store.replace('harborclusters.goharbor.io', { ...one, spec });
  }
  await expect.poll(() => causes()).toContain('external-url-unanswered');
  await world.heal('harborcluster-unhealthy');
});

test('a registry of two replicas on a volume that one node alone may hold', async () => {
  const { cluster } = world;
  const { spec, ...deployment } = cluster.get(
    'deployments.apps',
    'harbor',
    'harbor-registry',
  ) as KubeObject & {
    readonly spec: { readonly template: { readonly spec: object } };
  };
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'harbor-registry' } }];
  const template = { ...spec.template, spec: { ...spec.template.spec, volumes } };
  const claim = (mode: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace: 'harbor', name: 'harbor-registry' },
    spec: { accessModes: [mode], resources: { requests: { storage: '5Gi' } } },
  });
  cluster.apply([claim('ReadWriteOnce')]);
  cluster.store.replace('deployments.apps', { ...deployment, spec: { ...spec, replicas: 2, template } });
  await vi.waitFor(async () => expect(await causes()).toContain('storage-not-shared'), 90_000);
  // Near miss: two replicas that share theirs.
  cluster.delete('persistentvolumeclaims', 'harbor', 'harbor-registry');
  cluster.apply([claim('ReadWriteMany')]);
  await vi.waitFor(async () => expect(await causes()).not.toContain('storage-not-shared'), 90_000);
});
