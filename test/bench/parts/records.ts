/** What one record of each kind takes in Redis: those of a lived day, that later versions are tried on as well. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis } from '../../../src/clients/redis.ts';
import { provide } from '../../../src/sandbox/parts/provide.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { keeper } from '../../chaos/keeper.ts';
import { type Dump, restore } from '../../upgrade/dump.ts';
import { median, type Row } from '../row.ts';

const FILE = new URL('../../upgrade/fixtures/format-1.json', import.meta.url);
/** Key of a kind, and how long it is kept, as src/store/keys.ts has it. */
const KINDS: readonly (readonly [kind: string, key: RegExp, kept: string])[] = [
  ['answered question (incident)', /^medic:incident:/, '30 days'],
  ['where its messages are (posts)', /^medic:posts:/, '30 days'],
  ['facts of its verdict, packed (cases)', /^medic:cases:/, '1 day'],
  ['fix with its plan (approval)', /^medic:approval:/, '30 days'],
  ['trouble', /^medic:trouble:/, '30 days'],
  ['what one target belongs to', /^medic:trouble-of:/, '25 hours'],
  ['alert that is known', /^medic:sighting:/, '25 hours'],
  ['delivery of Slack that is known', /^medic:inbox:/, '25 hours'],
  ['job that is done (diagnose)', /^bull:diagnose[^:]*:inc-/, '1 hour, at most 1,000 a queue'],
];

export async function records(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  const port = await freePort();
  const server = keeper(await provide('redis'), folder, port);
  await server.start();
  const redis = await connectRedis(`redis://127.0.0.1:${port}`, 'requests', () => {});
  try {
    await restore(redis, (JSON.parse(await readFile(FILE, 'utf8')) as { dump: Dump }).dump);
    const keys = await redis.keys('*');
    const sizeOf = async (key: string): Promise<number> => Number(await redis.memory('USAGE', key));
    const rows: Row[] = [];
    for (const [kind, pattern, kept] of KINDS) {
      const sizes = await Promise.all(keys.filter((key) => pattern.test(key)).map(sizeOf));
      rows.push({ part: 'Redis', figure: `${kind}, kept ${kept}`, value: `${median(sizes)} bytes` });
    }
    const audit = Number(await redis.memory('USAGE', 'medic:audit', 'SAMPLES', 0));
    const each = Math.round(audit / (await redis.xlen('medic:audit')));
    return [...rows, { part: 'Redis', figure: 'record of the audit, kept for ever', value: `${each} bytes` }];
  } finally {
    redis.disconnect();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
