/** A sweep of clusters ten times as large each: time, memory and calls beside the pods, and what is asked twice. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SweepReport } from '../../../src/engine/sweep.ts';
import { NODE_OPTIONS } from '../image.ts';
import { bounded, count, mib, type Row, type Say, times } from '../row.ts';
import type { Sizes } from '../run.ts';
import { openSweepWorld } from '../sweep-world.ts';

const ONCE = fileURLToPath(new URL('../sweep-once.ts', import.meta.url));
const MIB = 1024 * 1024;
const MOST_BYTES = 256 * MIB;
/** The heap that Node gives itself in a container of 256 MiB: half of it. */
const HEAP = '--max-old-space-size=128';
/** Of the pods, this share cannot pull. */
const FAILING = 0.2;
/** Twice as many pods may take twice the time and a little: a page more, a collection of garbage more. */
const LINEAR = 1.2;

interface Swept {
  readonly pods: number;
  readonly report: SweepReport;
  readonly ms: number;
  /** Of the process, milliseconds: what other work on the machine does not change. */
  readonly cpuMs: number;
  readonly before: number;
  readonly peak: number;
  readonly images: number;
  readonly api: ReadonlyMap<string, number>;
  readonly registry: number;
}

export async function sweep(say: Say, { pods }: Sizes): Promise<readonly Row[]> {
  const all: Swept[] = [];
  for (const size of pods) {
    const swept = await once(size);
    all.push(swept);
    say(`${count(size)} pods: ${(swept.ms / 1000).toFixed(2)} s, peak ${mib(swept.peak)}`);
  }
  return [...all.flatMap(rowsOf), ...all.slice(1).flatMap((one, at) => grown(all[at] ?? one, one))];
}

async function once(pods: number): Promise<Swept> {
  const failing = Math.max(12, Math.round(pods * FAILING));
  const world = await openSweepWorld({ pods, failing, namespaces: 20, nodes: 60 });
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [ONCE], {
      env: { PATH: process.env['PATH'], NODE_OPTIONS: `${NODE_OPTIONS} ${HEAP}`, ...world.env },
      maxBuffer: 64 * MIB,
    });
    const { report, ms, cpuMs, before, peak } = JSON.parse(stdout) as Omit<Swept, 'pods'>;
    const registry = [...world.registryCalls.values()].reduce((sum, each) => sum + each, 0);
    return {
      pods,
      report,
      ms,
      cpuMs,
      before,
      peak,
      images: world.images,
      api: new Map(world.apiCalls),
      registry,
    };
  } finally {
    await world.stop();
  }
}

function rowsOf({ pods, report, ms, cpuMs, before, peak, images, api, registry }: Swept): readonly Row[] {
  const part = `sweep of ${count(pods)} pods`;
  const pages = api.get('GET pods') ?? 0;
  const other = [...api.values()].reduce((sum, each) => sum + each, 0) - pages;
  return [
    {
      part,
      figure: `${count(report.failing)} fail; ${report.groups.length} causes found; time, CPU, and CPU per pod`,
      value: `${(ms / 1000).toFixed(2)} s, ${(cpuMs / 1000).toFixed(2)} s, ${((cpuMs * 1000) / pods).toFixed(0)} µs`,
    },
    {
      part,
      figure: 'calls to the API server: pages of pods + everything else; to registries',
      value: `${count(pages)} + ${count(other)}; ${count(registry)}`,
    },
    bounded(
      {
        part,
        figure: `distinct images that fail: ${images}; distinct questions (image, logins, platform), asked`,
        value: `${report.questions}, ${report.asked}`,
      },
      'no more questions than distinct',
      report.asked <= report.questions,
    ),
    bounded(
      {
        part,
        figure: `memory of the process at most (${mib(before)} before), with the heap of a container of 256 MiB`,
        value: mib(peak),
      },
      'below 256 MiB',
      peak < MOST_BYTES,
    ),
  ];
}

function grown(small: Swept, large: Swept): readonly Row[] {
  const part = `${count(small.pods)} → ${count(large.pods)} pods`;
  const [more, time] = [large.pods / small.pods, large.cpuMs / small.cpuMs];
  const [kept, keeps] = [small.peak - small.before, large.peak - large.before];
  return [
    bounded(
      { part, figure: `CPU, of pods ${times(more)}`, value: times(time) },
      'linear at most',
      time <= more * LINEAR,
    ),
    bounded(
      {
        part,
        figure: 'memory above what the process has before',
        value: `${times(keeps / kept)} (${mib(kept)} → ${mib(keeps)})`,
      },
      'linear at most',
      keeps <= kept * more * LINEAR,
    ),
  ];
}
