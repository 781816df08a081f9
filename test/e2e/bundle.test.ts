/** A bundle taken from the sandbox, the sandbox stopped, the bundle diagnosed: the same causes as live. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { FileShelf } from '../../src/engine/files.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { StatusReport } from '../../src/engine/status.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { surroundingsOf } from '../../src/jobs/offline/offline.ts';
import { createSurroundings, type Surroundings } from '../../src/jobs/surroundings.ts';
import { dnsFailure } from '../../src/sandbox/world/faults/dns-failure.ts';
import { tagNotFound } from '../../src/sandbox/world/faults/tag-not-found.ts';
import { tlsUnknownAuthority } from '../../src/sandbox/world/faults/tls-unknown-authority.ts';
import { LOGINS } from '../../src/sandbox/world/logins.ts';
import { startWorld } from '../../src/sandbox/world/world.ts';
import { UNHURRIED, untilSettled } from './settled.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const PLANTED = [tagNotFound, dnsFailure, tlsUnknownAuthority];

const kept = new Map<string, Uint8Array>();
const shelf: FileShelf = {
  async put({ body, ...file }) {
    kept.set(file.name, body);
    return { ...file, id: file.name, bytes: body.byteLength };
  },
  get: async (id) => kept.get(id) ?? null,
};

let folder: string;
let live: {
  readonly pulls: Readonly<Record<string, string | undefined>>;
  readonly status: readonly string[];
  readonly scan: readonly string[];
};
let registryBundle: Uint8Array;
const namespaceBundles = new Map<string, Uint8Array>();
let checks: Surroundings['checks'];

/** Causes that a status tells of one registry. */
function causesIn({ registries }: StatusReport): readonly string[] {
  return registries.flatMap(({ troubles }) => troubles.flatMap(({ cause }) => cause ?? [])).toSorted();
}

async function causeOf(question: Question, surroundings: Surroundings): Promise<string | undefined> {
  const reply = await answerQuestion(question, surroundings);
  if (reply.kind !== 'verdict') throw new Error(`${reply.kind}: ${JSON.stringify(reply).slice(0, 300)}`);
  return reply.verdict.cause?.id;
}

async function causesInLogs(surroundings: Surroundings): Promise<readonly string[]> {
  const reply = await answerQuestion(
    { kind: 'scan-logs', what: 'harbor', sinceSeconds: 7_200 },
    surroundings,
  );
  if (reply.kind !== 'scan-logs') throw new Error(JSON.stringify(reply).slice(0, 300));
  return reply.report.causes.map(({ id }) => id).toSorted();
}

const pullOf = ({ subject }: (typeof PLANTED)[number]): Question => ({
  kind: 'pull',
  namespace: subject.namespace,
  what: subject.name,
});

async function bundleOf(what: string, surroundings: Surroundings): Promise<Uint8Array> {
  const reply = await answerQuestion({ kind: 'bundle', what }, surroundings);
  const [file] = reply.files ?? [];
  if (!file) throw new Error(`no bundle of ${what}: ${JSON.stringify(reply).slice(0, 300)}`);
  return (await shelf.get(file.id)) ?? new Uint8Array();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const world = await startWorld({ faults: PLANTED });
  try {
    const made = await createSurroundings(loadConfig(world.files.env));
    const surroundings = { ...made, files: shelf, ...UNHURRIED };
    checks = surroundings.checks;
    for (const id of ['redis-cluster', 's3-bucket', 'harbor-queue-paused']) world.strike(id);
    await world.jobservice('sick');
    await untilSettled('harbor', ['s3-bucket-missing'], surroundings);
    const pulls = await Promise.all(
      PLANTED.map(async (one) => [one.id, await causeOf(pullOf(one), surroundings)] as const),
    );
    const status = await answerQuestion({ kind: 'status', registry: 'harbor' }, surroundings);
    if (status.kind !== 'status') throw new Error(status.kind);
    live = {
      pulls: Object.fromEntries(pulls),
      status: causesIn(status.report),
      scan: await causesInLogs(surroundings),
    };
    registryBundle = await bundleOf('harbor', surroundings);
    for (const { subject } of PLANTED)
      namespaceBundles.set(subject.namespace, await bundleOf(subject.namespace, surroundings));
  } finally {
    await world.stop();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('failing pulls have the cause they had live', async () => {
  for (const one of PLANTED) {
    const bytes = namespaceBundles.get(one.subject.namespace) ?? new Uint8Array();
    const offline = await surroundingsOf('bundle.tar.gz', bytes, checks);
    expect(await causeOf(pullOf(one), offline)).toBe(live.pulls[one.id]);
    expect(live.pulls[one.id]).toBe(one.cause);
  }
});

test('the status tells the causes it told live, and that no network was asked', async () => {
  expect(live.status.length).toBeGreaterThan(0);
  const offline = await surroundingsOf('bundle.tar.gz', registryBundle, checks);
  const status = await answerQuestion({ kind: 'status', registry: 'harbor' }, offline);
  if (status.kind !== 'status') throw new Error(status.kind);
  expect(causesIn(status.report)).toEqual(live.status);
  const blind = status.report.registries.flatMap(({ couldNotLook }) => couldNotLook.map(({ why }) => why));
  expect(blind).toContain('nothing is asked of the network when a file is read');
});

test('its logs show the causes they showed live', async () => {
  expect(live.scan).toEqual(expect.arrayContaining(['redis-cluster-unsupported', 's3-bucket-missing']));
  const offline = await surroundingsOf('bundle.tar.gz', registryBundle, checks);
  expect(await causesInLogs(offline)).toEqual(live.scan);
});

test('dropped without words it tells pulls, registries and logs, and what it cannot tell', async () => {
  kept.set('dropped', registryBundle);
  const surroundings = { ...(await surroundingsOf('b.tgz', registryBundle, checks)), files: shelf };
  const reply: Reply = await answerQuestion(
    { kind: 'offline', file: 'dropped', name: 'b.tgz' },
    surroundings,
  );
  if (reply.kind !== 'offline') throw new Error(reply.kind);
  expect(reply.report).toMatchObject({ form: 'bundle', file: 'b.tgz' });
  expect(reply.report.status?.registries.length).toBeGreaterThan(0);
  expect(reply.report.couldNotLook[0]?.why).toBe('nothing is asked of the network when a file is read');
});

test('with words it is asked those', async () => {
  const shop = namespaceBundles.get(tagNotFound.subject.namespace) ?? new Uint8Array();
  kept.set('asked', shop);
  const surroundings = { ...(await surroundingsOf('b.tgz', shop, checks)), files: shelf };
  const asked = ['why-pull-fails', `${tagNotFound.subject.namespace}/${tagNotFound.subject.name}`];
  const reply = await answerQuestion({ kind: 'offline', file: 'asked', name: 'b.tgz', asked }, surroundings);
  expect(reply).toMatchObject({ kind: 'verdict', verdict: { cause: { id: 'tag-not-found' } } });
});

test('a terminal answers from the file without any configuration', async () => {
  const path = join(folder, 'shop.tar.gz');
  await writeFile(path, namespaceBundles.get(tagNotFound.subject.namespace) ?? '');
  const subject = `${tagNotFound.subject.namespace}/${tagNotFound.subject.name}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CLI, 'why-pull-fails', subject, '--bundle', path, '--json'],
    { env: { PATH: process.env['PATH'] }, cwd: folder },
  );
  expect(JSON.parse(stdout)).toMatchObject({ cause: { id: 'tag-not-found' } });
});

test('no password of the world is in any bundle', () => {
  const passwords = Object.values(LOGINS).map(({ password }) => password);
  for (const bundle of [registryBundle, ...namespaceBundles.values()]) {
    const text = gunzipSync(bundle).toString('latin1');
    for (const password of passwords) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(Buffer.from(password).toString('base64'));
    }
    expect(text).toContain('registry-medic-bundle');
  }
});
