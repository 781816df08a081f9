/** Answers, files and logs that are made to fill memory or time: each ends soon, in little memory, and says so. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { masked, withoutLogins } from '../../src/engine/text/masked.ts';
import { withoutSecrets } from '../../src/log.ts';
import { BOMBS, type BombServer, startBomb, startEndlessHead } from './bombs.ts';
import { fileBombs } from './file-bombs.ts';
import { outcomes } from './outcomes.ts';

const CHILD = fileURLToPath(new URL('./bomb-child.ts', import.meta.url));
const run = promisify(execFile);
/** A diagnosis has 45 s; one look at one registry must leave time for others. */
const MOST_S = 40;
/** What the chart gives a worker is 512. */
const MOST_MIB = 450;
/** On a busy machine; a pattern that runs wild holds it up for minutes. */
const MOST_HELD_MS = 8_000;

const table = outcomes('Bombs', 'seconds', 'MiB', 'loop held ms', 'told');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bombs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly says: string;
  readonly ms: number;
  readonly heldMs: number;
  readonly mib: number;
}

async function child(name: string, ...argv: readonly string[]): Promise<Ended> {
  const { stdout } = await run(process.execPath, [CHILD, ...argv], { timeout: (MOST_S + 20) * 1_000 });
  const ended = JSON.parse(stdout) as Ended;
  const { says, ms, heldMs, mib } = ended;
  table.note(name, (ms / 1_000).toFixed(1), mib, Math.round(heldMs), says.slice(0, 120));
  expect(ms / 1_000).toBeLessThan(MOST_S);
  expect(mib).toBeLessThan(MOST_MIB);
  return ended;
}

test.each(Object.entries(BOMBS))(
  'a registry that sends %s',
  async (name, bomb) => {
    const server = await startBomb(bomb);
    const { heldMs, says } = await child(name, 'pull', `127.0.0.1:${server.port}/x:1`).finally(() =>
      server.stop(),
    );
    expect(heldMs).toBeLessThan(MOST_HELD_MS);
    expect(says).not.toBe('');
    expect(server.asked()).toBeLessThan(3_000);
  },
  300_000,
);

test('a registry that sends a header without end', async () => {
  const server: BombServer = await startEndlessHead();
  const ended = await child('a header without end', 'pull', `127.0.0.1:${server.port}/x:1`).finally(() =>
    server.stop(),
  );
  expect(ended.heldMs).toBeLessThan(MOST_HELD_MS);
});

test.each(fileBombs())(
  'a file: $name',
  async ({ name, file, bytes, says }) => {
    const path = join(folder, file);
    await writeFile(path, bytes());
    const ended = await child(`file: ${name}`, 'file', path);
    expect(ended.says).toMatch(says);
  },
  300_000,
);

test('a log line of 100 MB is cut', async () => {
  const { says } = await child('a log line of 100 MB', 'log', String(100 * 1024 * 1024));
  expect(says).toBe('longest line 65537');
});

const SEEDS = [
  'a',
  'a.a.',
  'eyJaaaaaaaa-',
  'eyJaaaaaaaa.',
  'a://a:',
  'basic aaaaaaaa ',
  'Bearer ',
  'password: aaaaaaaa',
  'token="',
  '"password":"',
  '-----BEGIN PRIVATE KEY-----',
  'robot$a:Aaaaaaaa',
  '--password ',
  'sk-a-sk-',
  'secretsecret=',
  '\\\\"',
  ' ',
  '  \n',
];

test('what hides secrets takes no longer than a long text does, whatever is in it', () => {
  for (const [name, hide] of Object.entries({ masked, withoutLogins, withoutSecrets })) {
    const times = SEEDS.map((seed) => {
      const text = seed.repeat(Math.ceil(200_000 / seed.length));
      // Of its own time: what else is at work on this machine takes none of it.
      const started = process.cpuUsage();
      hide(text);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1_000;
    });
    const worst = Math.max(...times);
    table.note(
      `hiding secrets in 200 kB: ${name}`,
      (worst / 1_000).toFixed(2),
      '',
      Math.round(worst),
      'the worst of all',
    );
    // A pattern that goes through the rest of the text for each letter takes half a minute for this.
    expect(worst).toBeLessThan(2_000);
  }
});
