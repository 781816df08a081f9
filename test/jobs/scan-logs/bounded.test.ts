/** What stays in memory of a long log: the tally, and none of the text that its words were cut from. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { linesOf } from '../../../src/clients/kubernetes/lines.ts';
import type { LogLine } from '../../../src/engine/cluster.ts';
import { createTally, type Tally } from '../../../src/engine/text/tally.ts';
import { createBudget } from '../../../src/jobs/scan-logs/budget.ts';
import { scanLines } from '../../../src/jobs/scan-logs/scan-lines.ts';
import { allChecks } from '../../checks/all-checks.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MIB = 1024 * 1024;
const CHUNK = 64 * 1024;

/** Bytes that are held once everything is thrown away that can be. */
function held(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** A word of letters: numbers and ids are left out of a shape. */
function word(n: number): string {
  return [...String(n)].map((digit) => 'ghijklmnop'[Number(digit)]).join('');
}

async function* chunks(count: number, lineOf: (n: number) => string): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 1) {
    const line = `${lineOf(n)}\n`;
    yield Buffer.from(`${line}${'.'.repeat(Math.max(0, CHUNK - line.length - 1))}\n`);
  }
}

const STAMP = /^(\S+) /;

async function* stamped(body: AsyncIterable<Uint8Array>): AsyncGenerator<LogLine> {
  for await (const line of linesOf(body, CHUNK)) {
    const stamp = STAMP.exec(line);
    yield { at: stamp?.[1] ?? null, text: stamp ? line.slice(stamp[0].length) : line };
  }
}

/** What a scan of so many chunks leaves in memory while its tally is still there, bytes. */
async function kept(count: number, lineOf: (n: number) => string): Promise<{ bytes: number; tally: Tally }> {
  const tally = createTally(allChecks);
  const scan = async (chunksToRead: number): Promise<void> => {
    const budget = createBudget({ lines: 1e9, bytes: 1e12, ms: 120_000 });
    const body = stamped(chunks(chunksToRead, lineOf));
    await scanLines(body, { log: 'one', component: null }, { tally, budget });
  };
  // The sieve of signs and the code itself are there from the first lines on.
  await scan(120);
  const before = held();
  await scan(count);
  return { bytes: held() - before, tally };
}

const at = (n: number): string => new Date(Date.UTC(2026, 2, 1) + n * 1_000).toISOString();

test('of 128 MiB of complaints, each in a chunk of its own, less than 4 MiB stay', async () => {
  const { bytes, tally } = await kept(2_048, (n) => `${at(n)} [ERROR] flux ${word(n % 290)} broke again`);
  expect(bytes).toBeLessThan(4 * MIB);
  expect(tally.result('en').moreUnexplained).toBeGreaterThan(1_000);
});

test('of 256 MiB of causes and noise that come again and again, less than 4 MiB stay', async () => {
  const lines = [
    'dial tcp 10.96.0.7:6379: connect: connection refused',
    'failed to get key admiral_url, error: the configure value is not set',
  ];
  const { bytes, tally } = await kept(4_096, (n) => `${at(n)} [ERROR] [/x/y.go:1]: ${lines[n % 2]}`);
  expect(bytes).toBeLessThan(4 * MIB);
  expect(tally.result('en')).toMatchObject({ causes: [{ count: 2_108 }], noise: [{ count: 2_108 }] });
});

test('of 192 MiB of long lines, no two alike, less than 8 MiB stay', async () => {
  const { bytes } = await kept(3_072, (n) => `${at(n)} ${`unlike ${word(n)} `.repeat(800)}`);
  expect(bytes).toBeLessThan(8 * MIB);
});
