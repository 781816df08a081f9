/**
 * `npm run bench:scan -- [lines] [megabytes]`: a log of Harbor's components, with a trouble now and then, through
 * every sign of the catalogue. Prints lines a second, how that compares with splitting the same bytes into lines
 * and nothing else, and the most memory of a process that scans a long one, by each way a log comes in.
 */
import { linesOf } from '../../src/clients/kubernetes/lines.ts';
import type { Check } from '../../src/engine/check.ts';
import { scanLog } from '../../src/jobs/scan-logs/scan-log.ts';
import { loadFolder } from '../../src/load.ts';
import { madeLog } from './made-log.ts';
import { scanPaths } from './scan-paths.ts';

const LINES = Number(process.argv[2] ?? 200_000);
const MEGABYTES = Number(process.argv[3] ?? 300);
/** What a process that scans may have at most, MiB. */
const MAY_HAVE = 256;
const MIB = 1024 * 1024;

async function* pieces(all: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.byteLength; at += 65_536) yield all.subarray(at, at + 65_536);
}

async function split(all: Buffer): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const line of linesOf(pieces(all), 64 * 1024)) if (line !== '') count += 1;
  return count / ((performance.now() - started) / 1000);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const count = (number: number): string => Math.round(number).toLocaleString('en');

const checks = await loadFolder<Check>(new URL('../../src/checks/', import.meta.url));
const log = Buffer.from(`${[...madeLog(7).lines(LINES)].join('\n')}\n`);
const bare = await split(log);
const reply = await scanLog('bench', pieces(log), checks);
if (reply.kind !== 'scan-logs') throw new Error(reply.kind);
const { lines, ms, causes, noise, unexplained } = reply.report;
const rate = lines / (ms / 1000);
const signs = checks.flatMap((check) => check.signs).length;
say(`${count(lines)} lines, ${(log.byteLength / MIB).toFixed(1)} MiB, ${signs} signs`);
say(`scanned: ${count(rate)} lines/s`);
say(`bare line split: ${count(bare)} lines/s, ${(bare / rate).toFixed(0)} times as fast`);
say(
  `causes: ${causes.map(({ id, count: times }) => `${id} ${times}`).join(', ')}; noise ${noise.length}; unexplained ${unexplained.length}`,
);
if (MEGABYTES > 0) {
  const paths = await scanPaths(MEGABYTES * 1e6);
  for (const { way, lines: read, seconds, most } of paths)
    say(
      `${MEGABYTES} MB by ${way}: ${count(read)} lines in ${seconds} s, ${most} MiB at most (may have ${MAY_HAVE})`,
    );
  if (paths.some(({ most }) => most > MAY_HAVE)) process.exitCode = 1;
}
