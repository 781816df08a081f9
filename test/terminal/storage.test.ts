/** `storage` in the terminal remembers in the Redis of the bot, and says so when there is none. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type RedisPart, startRedis } from '../../src/sandbox/parts/redis.ts';
import { storageLooks } from '../../src/store/storage-looks.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const DAY_MS = 86_400_000;

let folder: string;
let lab: HarborLab;
let part: RedisPart;
let redis: Redis;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medic-storage-'));
  lab = await startHarborLab();
  lab.harbor.addUser('admin', 'own-secret', 'admin');
  part = await startRedis();
  redis = new Redis(part.url);
  const login = { username: 'admin', passwordEnv: 'OWN_PASSWORD' };
  const registries = [{ name: 'harbor', host: lab.domain, kind: 'harbor', plainHttp: true, login }];
  const network = { allowAddresses: ['127.0.0.0/8'] };
  await writeFile(join(folder, 'config.yaml'), stringify({ registries, network }));
}, 60_000);
afterAll(async () => {
  redis?.disconnect();
  await part?.stop();
  await lab?.stop();
  await rm(folder, { recursive: true, force: true });
});

function storage(more: Readonly<Record<string, string>>): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    OWN_PASSWORD: 'own-secret',
    REGISTRY_MEDIC_CONFIG: join(folder, 'config.yaml'),
    ...more,
  };
  return new Promise((done, fail) => {
    execFile(process.execPath, [CLI, 'storage'], { env, cwd: folder }, (error, out, err) =>
      error ? fail(new Error(`${out}${err}`, { cause: error })) : done(out),
    );
  });
}

test('without REDIS_URL it says what keeps earlier looks', async () => {
  expect(await storage({})).toContain('REDIS_URL is not set here');
}, 60_000);

test('with REDIS_URL growth is counted from the look of the bot, and this look is kept', async () => {
  await storageLooks(redis).keep(lab.domain, {
    at: new Date(Date.now() - 2 * DAY_MS).toISOString(),
    projects: { shop: 0 },
  });
  const out = await storage({ REDIS_URL: part.url });
  expect(out).toMatch(/2 days/);
  expect(out).not.toContain('REDIS_URL');
  expect(await redis.hlen(`medic:storage-looks:${lab.domain}`)).toBe(2);
}, 60_000);

test('a Redis that cannot be reached is said with its address, never with its password', async () => {
  const out = await storage({ REDIS_URL: 'redis://medic:of-the-bot@127.0.0.1:1/0' });
  expect(out).toMatch(
    /could not look at growth .*Redis at 127\.0\.0\.1:1\/0 does not answer: .*ECONNREFUSED/,
  );
  expect(out).not.toMatch(/of-the-bot|no Redis/);
}, 60_000);
