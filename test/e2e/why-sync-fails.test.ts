/** Each way a replication of the sandbox Harbor can be sick, asked about over HTTP: its cause, its neighbours ruled out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { SICKNESSES } from '../../src/sandbox/harbor/sicknesses.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { allChecks } from '../checks/all-checks.ts';
import { found, literalCluster, madePod, runningContainer } from '../probes/literal-cluster.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
beforeEach(async () => {
  lab = await startHarborLab();
  lab.harbor.addUser('admin', 'own-secret', 'admin');
});
afterEach(() => lab.stop());

/** Harbor's pods, whose logs are what the sickness writes. */
function cluster(): ClusterReader {
  const pods = ['core', 'jobservice', 'registry', 'database', 'redis'].map((component) =>
    madePod(`harbor-${component}-0`, {
      namespace: 'harbor',
      phase: 'Running',
      labels: { app: 'harbor', component, release: 'harbor' },
      containers: [
        runningContainer({
          name: component,
          image: `goharbor/harbor-${component === 'database' ? 'db' : component}:v2.13.1`,
        }),
      ],
    }),
  );
  return literalCluster({
    pods: found(pods),
    scanPods: async (_, keep) => ({ ended: 'found', value: { seen: pods.length, kept: pods.filter(keep) } }),
    groups: found(['']),
    log: async ({ container }) => ({ ended: 'found', value: linesOf(container) }),
  });
}

async function* linesOf(component: string) {
  const logs = [...lab.harbor.state.logs.values()].flat().filter((one) => one.component === component);
  for (const text of logs.flatMap(({ lines }) => lines)) yield { at: null, text };
}

async function ask(question: Question): Promise<Reply> {
  const login = { username: 'admin', passwordEnv: 'OWN_PASSWORD' };
  const config = lab.config({ login, runsIn: { cluster: 'prod', namespace: 'harbor' } });
  const network = createNetworkAsker(config);
  const reader = cluster();
  try {
    return await answerQuestion(question, {
      clusters: new Map([[reader.name, reader]]),
      defaultCluster: null,
      registries: config.file.registries,
      network,
      remediations: [],
      checks: allChecks,
      now: () => new Date(),
    });
  } finally {
    await network.close();
  }
}

async function why(what: string): Promise<Verdict> {
  const reply = await ask({ kind: 'sync', what });
  if (reply.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(reply)}`);
  // What is said has no holes.
  expect(renderReply(reply)).not.toMatch(/undefined|NaN|\[object/);
  return reply.verdict;
}

function sickness(id: string) {
  const one = SICKNESSES.find((each) => each.id === id);
  if (!one) throw new Error(`no sickness ${id}`);
  return one;
}

function strike(id: string): void {
  sickness(id).strike(lab.harbor.state);
}

const STAGED: readonly (readonly [
  sickness: string,
  policy: string,
  cause: string,
  ruledOut: readonly string[],
])[] = [
  [
    'replication-stuck',
    'nightly-to-dr',
    'job-unknown-to-jobservice',
    ['no-worker-heartbeat', 'queue-paused', 'workers-starved', 'endpoint-dns-failure', 'policy-disabled'],
  ],
  [
    'workers-dead',
    'catalog-to-edge',
    'no-worker-heartbeat',
    ['job-unknown-to-jobservice', 'queue-paused', 'workers-starved', 'jobservice-hung'],
  ],
  [
    'workers-busy',
    'models-to-dr',
    'workers-starved',
    ['no-worker-heartbeat', 'queue-paused', 'job-unknown-to-jobservice'],
  ],
  [
    'queue-paused',
    'hourly-to-second-site',
    'queue-paused',
    ['no-worker-heartbeat', 'workers-starved', 'jobservice-hung'],
  ],
  [
    'replication-dns',
    'releases-to-beijing',
    'endpoint-dns-failure',
    ['destination-token-service', 'endpoint-certificate', 'no-worker-heartbeat'],
  ],
  [
    'destination-blob-401',
    'busybox-to-tenant',
    'destination-token-service',
    ['endpoint-dns-failure', 'endpoint-unreachable', 'quota-exceeded-target'],
  ],
  [
    'notification-race',
    'on-push-to-edge',
    'notification-race',
    ['source-tag-deleted', 'destination-token-service'],
  ],
  [
    'source-list-tags-500',
    'from-old-harbor',
    'source-list-tags-5xx',
    ['source-list-tags-failed', 'source-credential-scope', 'replication-version-skew'],
  ],
  [
    'version-skew',
    'from-harbor-17',
    'replication-version-skew',
    ['source-list-tags-failed', 'endpoint-dns-failure'],
  ],
  [
    'target-quota',
    'reports-to-frankfurt',
    'quota-exceeded-target',
    ['destination-blob-upload', 'destination-token-service'],
  ],
  ['policy-undeletable', 'to-closed-dc', 'policy-disabled', ['no-worker-heartbeat']],
];

describe.each(STAGED)('%s', (id, policy, cause, ruledOut) => {
  test(`is ${cause}, its neighbours are ruled out, and it is well once it is healed`, async () => {
    strike(id);
    const verdict = await why(policy);
    expect(verdict.headline).toBe(verdict.cause?.summary);
    expect(verdict.cause).toMatchObject({ id: cause, confidence: 'confirmed' });
    expect(verdict.ruledOut).toEqual(expect.arrayContaining([...ruledOut]));
    expect(verdict.subject).toMatchObject({ kind: 'replication-policy', name: policy });
    sickness(id).heal(lab.harbor.state);
    expect((await why(policy)).cause).toBeNull();
  });
});

test('the tag is gone when it is asked for again: deleted, not too early', async () => {
  strike('notification-race');
  lab.harbor.state.store.get('shop/cart')?.tags.delete('1.8.1');
  const { cause, ruledOut } = await why('on-push-to-edge');
  expect(cause).toMatchObject({ id: 'source-tag-deleted', confidence: 'confirmed' });
  expect(ruledOut).toContain('notification-race');
});

test('by id, by the repository that it moves, and by nothing at all', async () => {
  strike('replication-stuck');
  strike('target-quota');
  expect((await why('11')).cause?.id).toBe('job-unknown-to-jobservice');
  const artifact = await why('data/reports');
  expect(artifact.subject).toMatchObject({ kind: 'artifact', name: 'data/reports', policy: 19 });
  expect(artifact.cause?.id).toBe('quota-exceeded-target');
  const all = await ask({ kind: 'sync' });
  expect(all).toMatchObject({
    kind: 'choice',
    options: [{ label: 'nightly-to-dr' }, { label: 'reports-to-frankfurt' }],
  });
});

test('where no sync fails, that is the answer and no refusal', async () => {
  expect(await ask({ kind: 'sync' })).toMatchObject({
    kind: 'note',
    says: expect.stringMatching(/^No sync fails in `/),
  });
});

test('a name that is near is offered, and what runs well is healthy', async () => {
  strike('replication-dns');
  const near = await ask({ kind: 'sync', what: 'releases-to-bejing' });
  expect(near).toMatchObject({
    kind: 'refusal',
    tries: expect.arrayContaining(['/registry why-sync-fails releases-to-beijing']),
  });
  expect(await why('releases-to-registry')).toMatchObject({ outcome: 'healthy', cause: null });
});

test('the printed steps name the execution and the policy', async () => {
  strike('replication-stuck');
  const { cause } = await why('nightly-to-dr');
  const steps = cause?.steps.join('\n') ?? '';
  expect(steps).toMatch(/PUT http:\/\/127\.0\.0\.1:\d+\/api\/v2\.0\/replication\/executions\/\d+/);
  expect(steps).toContain('"policy_id":11');
  // 2.13 heals by a stop; SQL is for versions that do not.
  expect(steps).not.toMatch(/update replication/);
});

test('jobs: what runs, what waits, what stands still', async () => {
  strike('workers-busy');
  const reply = await ask({ kind: 'jobs' });
  if (reply.kind !== 'jobs') throw new Error(JSON.stringify(reply));
  const [one] = reply.report.harbors;
  expect(one?.stuck.map(({ cause }) => cause)).toEqual(['workers-starved']);
  expect(one?.queues).toMatchObject([{ type: 'REPLICATION', waiting: 31, paused: 'open' }]);
  expect(one?.running[0]).toMatchObject({ type: 'REPLICATION', about: 'models-to-dr: data/models:2026.1' });
  expect(renderReply(reply)).toContain('31 → 31');
});
