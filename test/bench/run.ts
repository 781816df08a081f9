/**
 * `npm run bench`: one table of what the product takes. `--only <part>` runs one part, `--json` prints rows as JSON.
 * Ratios and counts within one run are what to compare: this machine may be busy, which the first line tells.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { acknowledged } from './parts/acknowledged.ts';
import { imageSize } from './parts/image-size.ts';
import { records } from './parts/records.ts';
import { startUp } from './parts/start-up.ts';
import { storm } from './parts/storm.ts';
import { sweep } from './parts/sweep.ts';
import { throughput } from './parts/throughput.ts';
import { verdict } from './parts/verdict.ts';
import { type Row, type Say, table } from './row.ts';

export interface Sizes {
  /** Pods of the sweeps. */
  readonly pods: readonly number[];
  /** Alerts of the storm. */
  readonly alerts: number;
}

const PARTS: Readonly<Record<string, (say: Say, sizes: Sizes) => Promise<readonly Row[]>>> = {
  acknowledged,
  verdict,
  sweep,
  throughput,
  storm,
  'start-up': startUp,
  image: imageSize,
  records,
};

const DECADES = [100, 1_000, 10_000, 100_000] as const;
const USAGE = `Usage: npm run bench -- [--only ${Object.keys(PARTS).join('|')}]… [--pods 1000]… [--alerts 1000] [--json]\n`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      pods: { type: 'string', multiple: true },
      alerts: { type: 'string', default: '1000' },
      json: { type: 'boolean', default: false },
    },
  });
  const only = values.only ?? Object.keys(PARTS);
  const sizes: Sizes = { pods: values.pods?.map(Number) ?? DECADES, alerts: Number(values.alerts) };
  const isWrong = only.some((name) => !Object.hasOwn(PARTS, name));
  if (isWrong || ![...sizes.pods, sizes.alerts].every((size) => Number.isInteger(size) && size >= 1)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const rows: Row[] = [];
  const began = Date.now();
  for (const name of only) {
    say(`— ${name}`);
    rows.push(...((await PARTS[name]?.(say, sizes)) ?? []));
  }
  const load = loadavg()[0] ?? 0;
  const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${load.toFixed(1)} at the end, ${Math.round((Date.now() - began) / 1000)} s in all`;
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine, rows }, null, 2)}\n` : `${machine}\n\n${table(rows)}\n`,
  );
  return rows.every(({ holds }) => holds !== false) ? 0 : 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exit(await main());
