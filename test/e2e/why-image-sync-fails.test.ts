/** Each way a Repository of the image controller can be sick in the sandbox cluster, asked about: its cause. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { CONTROLLER_IMAGE } from '../../src/sandbox/relatives/image-controller.ts';
import { type Ailments, ailmentsOf } from '../../src/sandbox/relatives/struck.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { allChecks } from '../checks/all-checks.ts';
import { foundOf, readerFor } from '../clients/kubernetes/sandbox-reader.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

let cluster: SandboxCluster;
let ailments: Ailments;
let reader: ClusterReader;
beforeEach(async () => {
  cluster = await startCluster({ name: 'prod', preloaded: [CONTROLLER_IMAGE] });
  ailments = ailmentsOf(cluster);
  reader = await readerFor(cluster.kubeconfig());
});
afterEach(() => cluster.stop());

/** Until the controller runs, that is its trouble. */
async function strike(id: string): Promise<void> {
  ailments.strike(id);
  await vi.waitFor(
    async () => {
      const [pod] = foundOf(await reader.pods('edge-system'));
      expect(pod?.containers[0]?.ready).toBe(true);
    },
    { timeout: 90_000 },
  );
}

async function ask(what?: string): Promise<Reply> {
  // Nothing listens at the source: what is judged is what the cluster tells.
  const config = stubConfig(1, {});
  const network = createNetworkAsker(config);
  try {
    return await answerQuestion(
      { kind: 'sync', ...(what === undefined ? {} : { what }) },
      {
        clusters: new Map([[reader.name, reader]]),
        defaultCluster: null,
        registries: [],
        network,
        remediations: [],
        checks: allChecks,
        now: () => new Date(),
      },
    );
  } finally {
    await network.close();
  }
}

async function why(what: string): Promise<Verdict> {
  const reply = await ask(what);
  if (reply.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(reply)}`);
  expect(renderReply(reply)).not.toMatch(/undefined|NaN|\[object/);
  return reply.verdict;
}

test.each([
  [
    'sync-stuck',
    'production/models',
    'image-sync-stuck',
    ['image-source-missing', 'spec-repository-has-tag', 'sync-timeout-too-short'],
  ],
  [
    'sync-tag-in-path',
    'production/cart',
    'spec-repository-has-tag',
    ['spec-domain-has-scheme', 'image-sync-stuck'],
  ],
  [
    'sync-timeout',
    'production/training',
    'sync-timeout-too-short',
    ['spec-repository-has-tag', 'image-transfer-cut'],
  ],
])('%s: %s is %s, and well once it is healed', async (ailment, name, cause, ruledOut) => {
  await strike(ailment);
  const verdict = await why(name);
  expect(verdict.cause).toMatchObject({ id: cause, confidence: 'confirmed' });
  expect(verdict.ruledOut).toEqual(expect.arrayContaining([...ruledOut]));
  expect(verdict.subject).toMatchObject({ kind: 'repository', namespace: 'production', cluster: 'prod' });
  ailments.heal(ailment);
  await expect.poll(() => why(name)).toMatchObject({ outcome: 'healthy', cause: null });
});

test('the source’s domain has a scheme: the cause of every Repository that reads from it', async () => {
  await strike('sync-stuck');
  await strike('source-domain-scheme');
  const { cause, also } = await why('models');
  expect(cause).toMatchObject({ id: 'spec-domain-has-scheme' });
  expect(cause?.steps[0]).toContain('"domain":"harbor.acme.test"');
  expect(also.map(({ id }) => id)).toContain('registry-connection-failed');
});

test('where only the words of a condition tell, the cause is likely', async () => {
  await strike('sync-timeout');
  const message = 'sync data/training:cuda-12: denied: requested access to the resource is denied';
  const object = cluster.get('repositories.image.theriseunion.io', 'production', 'training');
  if (!object) throw new Error('no Repository');
  const condition = { type: 'Synced', status: 'False', reason: 'SyncFailed', message };
  const status = { syncStatus: 'Failed', conditions: [condition] };
  cluster.store.replace('repositories.image.theriseunion.io', { ...object, status });
  const { cause } = await why('training');
  expect(cause).toMatchObject({ confidence: expect.stringMatching(/likely|possible/) });
  expect(cause?.evidence[0]?.says).toContain('denied: requested access');
  expect(cause?.explains).not.toContain('node');
});

test('all that fail are offered, and the nearest name where none is meant', async () => {
  ailments.strike('sync-stuck');
  ailments.strike('sync-timeout');
  expect(await ask()).toMatchObject({
    kind: 'choice',
    options: [{ label: 'production/models' }, { label: 'production/training' }],
  });
  expect(await ask('production/model')).toMatchObject({
    kind: 'refusal',
    tries: expect.arrayContaining(['/registry why-sync-fails production/models']),
  });
});

test('a controller that is killed for its memory comes before what it leaves behind', async () => {
  await strike('sync-stuck');
  ailments.strike('controller-out-of-memory');
  await vi.waitFor(
    async () => {
      const { cause, also } = await why('models');
      expect(['component-oom-killed', 'component-not-ready']).toContain(cause?.id);
      expect(also.map(({ id }) => id)).not.toContain('image-sync-stuck');
    },
    { timeout: 90_000 },
  );
});

test('a controller at nine tenths of its memory is named beside the sync that hangs, and no more with a new pod', async () => {
  await strike('sync-stuck');
  const causes = async (): Promise<readonly (string | undefined)[]> => {
    const { cause, also } = await why('models');
    return [cause?.id, ...also.map(({ id }) => id)];
  };
  ailments.strike('controller-starved');
  await vi.waitFor(async () => expect(await causes()).toContain('image-controller-starved'), 90_000);
  ailments.heal('controller-starved');
  await vi.waitFor(async () => expect(await causes()).not.toContain('image-controller-starved'), 90_000);
});
