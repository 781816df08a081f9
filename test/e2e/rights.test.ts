/** Rights that are missing, and a pod that goes while it is looked at: said plainly, and nothing wrongly ruled out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Environment, FileConfig } from '../../src/config.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import type { AccessRule } from '../../src/sandbox/cluster/access.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { namespace, pullSecret, workload } from '../../src/sandbox/world/objects.ts';
import { eventually } from '../bot/setup/running.ts';
import { type Stub, type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';

const LOGIN = { username: 'ci', password: 'of-this-year' };
const ALLOWED = `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')}`;

let stub: Stub;
let cluster: SandboxCluster;
let folder: string;
let surroundings: Surroundings;
/** Read by the cluster at each request. */
const deny: AccessRule[] = [];
/** Called at each request to the registry. */
let whenAsked = (): void => {};

beforeAll(async () => {
  stub = await startStub((request) => {
    whenAsked();
    return registry(request);
  });
  const host = `127.0.0.1:${stub.port}`;
  const identities = [{ user: 'medic', token: 'a-token-of-a-test', deny }];
  cluster = await startCluster({ name: 'lab', plainHttp: [host], identities });
  const stale = pullSecret('shop', 'stale', { [host]: { ...LOGIN, password: 'of-last-year' } });
  cluster.apply([namespace('shop'), stale, pullSecret('shop', 'good', { [host]: LOGIN })]);
  for (const [name, secret] of [
    ['refused', 'stale'],
    ['typo', 'good'],
    ['gone', 'good'],
  ] as const) {
    const of = { kind: 'StatefulSet', namespace: 'shop', name, image: `${host}/shop/cart:9` } as const;
    cluster.apply([workload({ ...of, pullSecrets: [secret] })]);
    await eventually(() =>
      expect(JSON.stringify(cluster.get('pods', 'shop', `${name}-0`))).toMatch(/ErrImagePull|BackOff/),
    );
  }
  folder = await mkdtemp(join(tmpdir(), 'rights-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, cluster.kubeconfig());
  const file = FileConfig.parse({
    registries: [{ name: 'stub', host, plainHttp: true }],
    network: { allowAddresses: ['127.0.0.0/8'], connectMs: 3_000 },
  });
  const env = Environment.parse({ KUBECONFIG: kubeconfig });
  surroundings = await createSurroundings({ env, file, secret: () => undefined });
});
afterAll(async () => {
  await surroundings?.network.close();
  await cluster?.stop();
  await stub?.stop();
  await rm(folder, { recursive: true, force: true });
});

function registry({ url, headers }: StubRequest): StubAnswer {
  const said = (status: number, code: string) => ({
    status,
    body: JSON.stringify({ errors: [{ code, message: code }] }),
  });
  if (headers.authorization !== ALLOWED)
    return { ...said(401, 'UNAUTHORIZED'), headers: { 'www-authenticate': 'Basic realm="stub"' } };
  if (url === '/v2/') return { status: 200, body: '{}' };
  if (url.includes('/tags/list'))
    return { status: 200, body: JSON.stringify({ name: 'shop/cart', tags: ['1', '2'] }) };
  return said(404, 'MANIFEST_UNKNOWN');
}

async function why(pod: string, denied: readonly AccessRule[] = []): Promise<Reply> {
  deny.splice(0, deny.length, ...denied);
  return answerQuestion({ kind: 'pull', namespace: 'shop', what: pod }, surroundings);
}

function verdictIn(reply: Reply): Verdict {
  if (reply.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(reply)}`);
  return reply.verdict;
}

test('with all rights the causes are these, so that what follows means something', async () => {
  expect(verdictIn(await why('refused-0')).cause).toMatchObject({
    id: 'credentials-invalid',
    confidence: 'confirmed',
  });
  const verdict = verdictIn(await why('typo-0'));
  expect(verdict.cause).toMatchObject({ id: 'tag-not-found', confidence: 'confirmed' });
  expect(verdict.couldNotLook.filter(({ why }) => /forbidden/i.test(why))).toEqual([]);
});

/** The cause that is claimed; or, where it is only possible, all that it could be. */
function held({ cause }: Verdict): readonly string[] {
  if (!cause) return [];
  return cause.confidence === 'possible' ? [cause.id, ...(cause.alternatives ?? [])] : [cause.id];
}

/** What may not be called innocent by who could not look. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  events: [],
  nodes: ['platform-unavailable'],
  secrets: ['credentials-missing', 'credentials-invalid', 'credentials-wrong-host', 'secret-missing'],
  // Its pull secrets were copied into the pod when it was made; the kubelet reads the pod.
  serviceaccounts: [],
};

test.each(Object.entries(UNSEEN))(
  'without a right to %s: a blind spot names it, and it is not ruled out',
  async (resource, unseen) => {
    for (const pod of ['refused-0', 'typo-0']) {
      const verdict = verdictIn(await why(pod, [{ resources: [resource] }]));
      expect.soft({ pod, spots: verdict.couldNotLook.map((spot) => spot.why).join('\n') }).toMatchObject({
        pod,
        spots: expect.stringMatching(new RegExp(`${resource}|forbidden|may not`, 'i')),
      });
      expect
        .soft({ pod, wrongly: verdict.ruledOut.filter((id) => unseen.some((one) => one === id)) })
        .toEqual({ pod, wrongly: [] });
      const truth = pod === 'typo-0' ? 'tag-not-found' : 'credentials-invalid';
      expect.soft(held(verdict)).toContain(truth);
      expect.soft(verdict.ruledOut).not.toContain(truth);
    }
  },
);

test('without secrets nothing is claimed about them: a possible cause, with the true one beside it', async () => {
  const { cause } = verdictIn(await why('refused-0', [{ resources: ['secrets'] }]));
  expect(cause).toMatchObject({ confidence: 'possible' });
});

test('without a right to pods: a refusal that says which right, and where', async () => {
  const reply = await why('typo-0', [{ resources: ['pods'] }]);
  expect(reply).toMatchObject({ kind: 'refusal' });
  expect(JSON.stringify(reply)).toMatch(/pods/);
  expect(JSON.stringify(reply)).toMatch(/forbidden|may not|right/i);
});

test('a pod that goes while its registry is asked still gets its verdict, or a clear word', async () => {
  deny.length = 0;
  let went = false;
  whenAsked = () => {
    if (went) return;
    went = true;
    cluster.delete('statefulsets.apps', 'shop', 'gone');
    cluster.delete('pods', 'shop', 'gone-0');
  };
  const reply = await why('gone-0');
  whenAsked = () => {};
  expect(went).toBe(true);
  expect(verdictIn(reply).cause).toMatchObject({ id: 'tag-not-found' });
  await eventually(() => expect(cluster.get('pods', 'shop', 'gone-0')).toBeUndefined());
  expect(await why('gone-0')).toMatchObject({ kind: 'refusal', why: 'not-found' });
});
