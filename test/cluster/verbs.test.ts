/**
 * The verbs against an API server that enforces the reader's printed rights: that of TEST_KUBECONFIG, to which the
 * sandbox's objects are carried, or else the sandbox's own.
 */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Question } from '../../src/engine/question.ts';
import { readingObjects } from '../../src/engine/rbac.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { rightsOf } from '../../src/jobs/doctor/clusters.ts';
import { allProbes } from '../../src/jobs/doctor/doctor.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import { WATCH_RIGHTS } from '../../src/jobs/verb-rights.ts';
import type { AccessRule } from '../../src/sandbox/cluster/access.ts';
import { SHARED_SECRETS } from '../../src/sandbox/world/company.ts';
import { FAULTS } from '../../src/sandbox/world/faults.ts';
import { startWorld, type World } from '../../src/sandbox/world/world.ts';
import { enforced } from '../e2e/fixes/rights.ts';
import { ACCOUNTS, type Carried, elsewhere } from './elsewhere.ts';
import { everythingElse } from './everything-else.ts';
import { waiting } from './waiting.ts';

const NAMESPACES = ['shop', 'billing', 'data', 'harbor'];
const READER = { name: 'reader', namespace: ACCOUNTS };

let world: World;
let surroundings: Surroundings;
let carried: Carried | null;
const printed = readingObjects(rightsOf(await allProbes(), WATCH_RIGHTS), {
  namespaces: NAMESPACES,
  account: READER,
  sources: SHARED_SECRETS,
});
const rules: readonly AccessRule[] = enforced(printed);

beforeAll(async () => {
  carried = elsewhere(READER.name);
  const identities = [{ user: 'reader', token: 'token-of-the-reader', allow: rules }];
  world = await startWorld({ cluster: { identities } });
  world.strike('harbor-replication-dns');
  await waiting(world);
  if (carried) {
    await writeFile(world.files.kubeconfig, await carried.carry(world));
    await carried.grant(printed);
  }
  surroundings = await createSurroundings(loadConfig(world.files.env));
}, 180_000);
afterAll(async () => {
  await surroundings?.network.close();
  await carried?.stop();
  await world?.stop();
}, 120_000);

const REFUSED = /[^"]{0,160}cannot (?:get|list|watch) resource[^"]{0,80}/g;

async function ask(question: Question) {
  const reply = await answerQuestion(question, surroundings);
  expect(JSON.stringify(reply).match(REFUSED) ?? []).toEqual([]);
  return reply;
}

test.each(FAULTS.map(({ id, subject, cause }) => [id, subject, cause] as const))(
  '%s: why its pull fails is found',
  async (_, subject, cause) => {
    const { namespace, kind, name } = subject;
    const reply = await ask({ kind: 'pull', namespace, workload: kind.toLowerCase(), what: name });
    expect(reply).toMatchObject({ kind: 'verdict', verdict: { cause: { id: cause } } });
  },
  60_000,
);

test('a sweep groups them all by their roots', async () => {
  const reply = await ask({ kind: 'sweep' });
  if (reply.kind !== 'sweep') throw new Error(JSON.stringify(reply));
  const causes = new Set<string | undefined>(reply.report.groups.map(({ cause }) => cause?.id));
  const planted = new Set(FAULTS.map(({ cause }) => cause));
  expect([...planted].filter((cause) => !causes.has(cause))).toEqual([]);
}, 60_000);

test.each<Question>([
  { kind: 'status' },
  { kind: 'jobs' },
  { kind: 'storage' },
  { kind: 'sync' },
  { kind: 'slow', namespace: 'shop', what: 'catalog-0' },
  { kind: 'scan-logs', what: 'harbor' },
])(
  '%o is answered',
  async (question) => {
    const reply = await ask(question);
    expect(reply.kind).not.toBe('refusal');
  },
  60_000,
);

test('whatever is not printed is refused', async () => {
  const allowed = await everythingElse(world.files.kubeconfig, rules, [
    ...NAMESPACES,
    'kube-system',
    'default',
  ]);
  expect(allowed.asked).toBeGreaterThan(500);
  expect(allowed.unexpected).toEqual([]);
}, 180_000);
