/** Every verb that can be asked of a file: a bundle taken over HTTP, the sandbox stopped, the same causes. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { FileShelf } from '../../src/engine/files.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { surroundingsOf } from '../../src/jobs/offline/offline.ts';
import { createSurroundings } from '../../src/jobs/surroundings.ts';
import { tagNotFound } from '../../src/sandbox/world/faults/tag-not-found.ts';
import { LOGINS } from '../../src/sandbox/world/logins.ts';
import { startWorld } from '../../src/sandbox/world/world.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { allChecks } from '../checks/all-checks.ts';
import { UNHURRIED, untilSettled } from './settled.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const STRUCK = [
  'harbor-replication-stuck',
  'harbor-source-list-tags-500',
  'harbor-target-quota',
  'harbor-zero-byte-tags',
  'harbor-blob-missing',
  'harbor-collection-failed-s3',
  'harbor-queue-paused',
  's3-bucket',
];
const { namespace, name } = tagNotFound.subject;

/** What each verb is asked, how it is typed, and which causes it is to tell at least. */
const VERBS: readonly (readonly [typed: string, question: Question, tells: readonly string[]])[] = [
  [`why-pull-fails ${namespace}/${name}`, { kind: 'pull', namespace, what: name }, ['tag-not-found']],
  ['status harbor', { kind: 'status', registry: 'harbor' }, ['s3-bucket-missing', 'broken-tag-link']],
  [`sweep ${namespace}`, { kind: 'sweep', namespace }, ['tag-not-found']],
  ['why-sync-fails nightly-to-dr', { kind: 'sync', what: 'nightly-to-dr' }, ['queue-paused']],
  ['why-sync-fails from-old-harbor', { kind: 'sync', what: 'from-old-harbor' }, ['source-list-tags-5xx']],
  [
    'why-sync-fails reports-to-frankfurt',
    { kind: 'sync', what: 'reports-to-frankfurt' },
    ['quota-exceeded-target'],
  ],
  ['jobs harbor', { kind: 'jobs', registry: 'harbor' }, ['queue-paused']],
  [
    'storage harbor',
    { kind: 'storage', registry: 'harbor' },
    ['blob-missing-on-storage', 'broken-tag-link', 'collection-failed'],
  ],
  [
    'scan-logs harbor --since 2h',
    { kind: 'scan-logs', what: 'harbor', sinceSeconds: 7_200 },
    ['s3-bucket-missing'],
  ],
];

const shelf = new Map<string, Uint8Array>();
const files: FileShelf = {
  async put({ body, ...file }) {
    shelf.set(file.name, body);
    return { ...file, id: file.name, bytes: body.byteLength };
  },
  get: async (id) => shelf.get(id) ?? null,
};
const live = new Map<string, readonly string[]>();
const bundles = new Map<string, Uint8Array>();
let folder: string;

/** All causes a reply tells, in the order of the alphabet. */
function causesIn(reply: Reply): readonly string[] {
  const told = (): readonly (string | null | undefined)[] => {
    switch (reply.kind) {
      case 'verdict':
        return [reply.verdict.cause?.id, ...reply.verdict.also.map(({ id }) => id)];
      case 'status':
        return reply.report.registries.flatMap(({ troubles }) => troubles.map(({ cause }) => cause));
      case 'jobs':
        return reply.report.harbors.flatMap(({ stuck }) => stuck.map(({ cause }) => cause));
      case 'storage':
        return reply.report.registries.flatMap(({ troubles }) => troubles.map(({ cause }) => cause));
      case 'scan-logs':
        return reply.report.causes.map(({ id }) => id);
      case 'sweep':
        return reply.report.groups.map(({ cause }) => cause?.id);
      default:
        throw new Error(`${reply.kind}: ${JSON.stringify(reply).slice(0, 400)}`);
    }
  };
  return [...new Set(told().filter((id) => typeof id === 'string'))].toSorted();
}

function bundleFor(question: Question): string {
  return question.kind === 'pull' || question.kind === 'sweep' ? namespace : 'harbor';
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-verbs-'));
  const world = await startWorld({ faults: [tagNotFound] });
  try {
    const made = await createSurroundings(loadConfig(world.files.env));
    const surroundings = { ...made, files, ...UNHURRIED };
    for (const id of STRUCK) world.strike(id);
    await untilSettled('harbor', ['s3-bucket-missing', 'broken-tag-link', 'queue-paused'], surroundings);
    for (const [typed, question] of VERBS)
      live.set(typed, causesIn(await answerQuestion(question, surroundings)));
    for (const what of ['harbor', namespace]) {
      const reply = await answerQuestion({ kind: 'bundle', what }, surroundings);
      const bytes = shelf.get(reply.files?.[0]?.id ?? '');
      if (!bytes) throw new Error(JSON.stringify(reply).slice(0, 400));
      bundles.set(what, bytes);
      await writeFile(join(folder, `${what}.tar.gz`), bytes);
    }
    await surroundings.network.close();
  } finally {
    await world.stop();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(VERBS)('%s', (typed, question, tells) => {
  test('told these causes while the sandbox ran', () => {
    expect(live.get(typed)).toEqual(expect.arrayContaining([...tells]));
  });

  test('tells the same of the file', async () => {
    const bytes = bundles.get(bundleFor(question)) ?? new Uint8Array();
    const offline = await surroundingsOf('bundle.tar.gz', bytes, allChecks);
    expect(causesIn(await answerQuestion(question, offline))).toEqual(live.get(typed));
  });
});

test('each can be typed in a terminal, without any configuration', async () => {
  const asked = VERBS.map(async ([typed, question, tells]) => {
    const file = join(folder, `${bundleFor(question)}.tar.gz`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [CLI, ...typed.split(' '), '--bundle', file, '--json'],
      { env: { PATH: process.env['PATH'] }, cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    );
    const answer = JSON.parse(stdout) as object;
    expect(answer).not.toHaveProperty('error');
    for (const id of tells) expect(stdout).toContain(`"${id}"`);
  });
  await Promise.all(asked);
});

test('what the bundle did not ask is told to be missing, not to be well', async () => {
  const offline = await surroundingsOf('bundle.tar.gz', bundles.get('harbor') ?? new Uint8Array(), allChecks);
  const reply = await answerQuestion({ kind: 'status', registry: 'harbor' }, offline);
  expect(JSON.stringify(reply)).toContain('nothing is asked of the network when a file is read');
});

test('status of a file reads as one: no machine, no resolver, nobody offline', async () => {
  const offline = await surroundingsOf('bundle.tar.gz', bundles.get('harbor') ?? new Uint8Array(), allChecks);
  const told = renderReply(await answerQuestion({ kind: 'status' }, offline));
  expect(told).toMatch(
    /^0 of 1 registries healthy as bundle\.tar\.gz tells, taken \d{4}-\d\d-\d\d \d\d:\d\d UTC;/,
  );
  expect(told).not.toMatch(/offline|nobody|asked from|this machine/);
});

test('no password and no token that opens anything is in a bundle', () => {
  const text = [...bundles.values()].map((one) => gunzipSync(one).toString('latin1')).join('\n');
  for (const { password } of Object.values(LOGINS)) expect(text).not.toContain(password);
  expect(text).toContain('.recorded');
  expect(text).not.toMatch(/eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/);
});
