import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import type { SweepReport } from '../../../src/engine/sweep.ts';
import { answerQuestion } from '../../../src/jobs/answer.ts';
import { createSurroundings, type Surroundings } from '../../../src/jobs/surroundings.ts';
import { openSweepWorld, type SweepWorld } from '../../bench/sweep-world.ts';

const CAUSES = [
  'tls-expired',
  'dns-failure',
  'registry-unavailable',
  'tag-not-found',
  'credentials-invalid',
  'secret-missing',
];
const SIZE = { pods: 300, namespaces: 5, nodes: 3, causes: CAUSES };

let world: SweepWorld;
let surroundings: Surroundings;
let report: SweepReport;
const progress: string[] = [];

beforeAll(async () => {
  world = await openSweepWorld({ ...SIZE, failing: 60 });
  surroundings = await createSurroundings(loadConfig(world.env));
  report = await sweepOf(surroundings);
});
afterAll(async () => {
  await surroundings.network.close();
  await world.stop();
});

async function sweepOf(of: Surroundings, namespace?: string): Promise<SweepReport> {
  const question = { kind: 'sweep' as const, ...(namespace === undefined ? {} : { namespace }) };
  const reply = await answerQuestion(question, of, ({ steps }) => progress.push(steps[0]?.asks ?? ''));
  if (reply.kind !== 'sweep') throw new Error(JSON.stringify(reply));
  return reply.report;
}

const total = (calls: ReadonlyMap<string, number>): number =>
  [...calls.values()].reduce((sum, count) => sum + count, 0);

test('every planted cause is found and confirmed, with the pods that wait behind it', () => {
  expect(report).toMatchObject({ clusters: ['prod'], namespace: null, pods: 300, failing: 60 });
  const found = report.groups.map(({ cause, pods }) => [cause?.id, cause?.confidence, pods]);
  const once = found.filter(([id]) => id !== 'tag-not-found' && id !== 'secret-missing');
  expect(once.toSorted()).toEqual([
    ['credentials-invalid', 'confirmed', 10],
    ['dns-failure', 'confirmed', 10],
    ['registry-unavailable', 'confirmed', 10],
    ['tls-expired', 'confirmed', 10],
  ]);
});

test('one expired certificate is one line, however many images and namespaces wait behind it', () => {
  const group = report.groups.find(({ cause }) => cause?.id === 'tls-expired');
  expect(group).toMatchObject({ pods: 10, images: 10, namespaceCount: 5 });
  expect(group?.root).toMatch(/^registry `expired\.acme\.test:\d+`$/);
});

test('each missing tag and each missing secret is a line of its own', () => {
  const roots = report.groups.flatMap(({ cause, root }) => (cause?.id === 'secret-missing' ? [root] : []));
  expect(roots.toSorted()).toEqual(
    [0, 1, 2, 3, 4].map((index) => `secret \`not-there\` in \`team-${index}\``),
  );
  expect(report.groups.filter(({ cause }) => cause?.id === 'tag-not-found')).toHaveLength(2);
});

test('worst first', () => {
  const pods = report.groups.map((group) => group.pods);
  expect(pods).toEqual(pods.toSorted((a, b) => b - a));
});

test('it says how far it has come', () => {
  expect(progress[0]).toBe('reading the pods');
  expect(progress.at(-1)).toBe(`60 failing pods, ${report.questions} of ${report.questions} questions asked`);
});

test('a dead registry is asked once; a login copied into five namespaces once per image', () => {
  expect(world.registryCalls.get('down /v2/')).toBe(1);
  // Its one specimen's manifest (HEAD, then GET for its words), because a registry whose `/v2/` is not understood may still hand them out.
  expect(world.registryCalls.get('down manifests')).toBe(2);
  expect([...world.registryCalls.keys()].filter((key) => key.startsWith('expired'))).toEqual([]);
});

test('each secret and service account is read once, nodes and pods as lists', () => {
  const calls = Object.fromEntries(world.apiCalls);
  // Those that never ran, and the others.
  expect(calls['GET pods']).toBe(2);
  expect(calls['GET nodes']).toBe(1);
  // regcred and not-there in each of five namespaces.
  expect(calls['GET secrets/<name>']).toBe(10);
  expect(calls['GET serviceaccounts/<name>'] ?? 0).toBeLessThanOrEqual(5);
  expect(calls['GET pods/<name>']).toBeUndefined();
});

test('calls do not grow with the pods of the same images', async () => {
  const before = { api: total(world.apiCalls), registry: total(world.registryCalls) };
  const bigger = await openSweepWorld({ ...SIZE, failing: 240 });
  const of = await createSurroundings(loadConfig(bigger.env));
  try {
    const grown = await sweepOf(of);
    expect(grown.failing).toBe(240);
    expect(bigger.images).toBeLessThanOrEqual(world.images + 2);
    expect(total(bigger.registryCalls)).toBe(before.registry);
    expect(total(bigger.apiCalls)).toBeLessThanOrEqual(before.api + 5);
  } finally {
    await of.network.close();
    await bigger.stop();
  }
});

test('one namespace alone', async () => {
  const one = await sweepOf(surroundings, 'team-1');
  expect(one).toMatchObject({ namespace: 'team-1', pods: 60, failing: 12 });
  expect(one.groups.every(({ namespaces }) => namespaces.join() === 'team-1')).toBe(true);
});

test('a namespace that is not there', async () => {
  const reply = await answerQuestion({ kind: 'sweep', namespace: 'teem-1' }, surroundings);
  expect(reply).toMatchObject({
    kind: 'refusal',
    why: 'not-found',
    tries: expect.arrayContaining(['/registry sweep team-1']),
  });
});
