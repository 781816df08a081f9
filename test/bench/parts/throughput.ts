/** Diagnoses per second with one, two and four worker processes, and what one costs: that is what limits them. */
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMsOf, openProduct, type Product, residentOf } from '../product.ts';
import { bounded, count, mib, ms, type Row, type Say, times } from '../row.ts';

const WORKERS = [1, 2, 4] as const;
/** Waiting at once, for each number of workers. */
const QUESTIONS = 200;
const LATEST_MS = 180_000;
const MOST_BYTES = 256 * 1024 * 1024;

interface Measured {
  readonly workers: number;
  readonly perSecond: number;
  /** Of all worker processes, for one diagnosis. */
  readonly cpuMs: number;
  /** Share of one core that each process had, 0 to 1. */
  readonly share: number;
  readonly resident: number;
  /** Of this process, which is the cluster, the registries and Slack, for one diagnosis. */
  readonly askedMs: number;
  /** Share of all cores that whatever ran on this machine had, 0 to 1. */
  readonly busy: number;
}

export async function throughput(say: Say): Promise<readonly Row[]> {
  const product = await openProduct({ pods: 240, failing: 240, namespaces: 4, nodes: 10 });
  try {
    const running = [await product.startRole('worker')];
    await answered(product, 'warm', 40);
    const all: Measured[] = [];
    for (const workers of WORKERS) {
      while (running.length < workers) running.push(await product.startRole('worker'));
      await answered(product, `warm-${workers}`, 20 * workers);
      const cpu = (): number => running.reduce((sum, one) => sum + cpuMsOf(one.process.pid), 0);
      const [before, began, own, machine] = [cpu(), performance.now(), process.cpuUsage(), busyMs()];
      await answered(product, `of-${workers}`, QUESTIONS);
      const [took, used, busy] = [performance.now() - began, cpu() - before, busyMs() - machine];
      const { user, system } = process.cpuUsage(own);
      all.push({
        workers,
        perSecond: (QUESTIONS / took) * 1_000,
        cpuMs: used / QUESTIONS,
        share: used / took / workers,
        askedMs: (user + system) / 1_000 / QUESTIONS,
        busy: busy / took / availableParallelism(),
        resident: Math.max(...running.map((one) => residentOf(one.process.pid))),
      });
      say(`${workers} workers: ${((QUESTIONS / took) * 1_000).toFixed(1)} diagnoses a second`);
    }
    return rowsOf(all);
  } finally {
    await product.stop();
  }
}

/** Puts so many questions into the queue and waits until each has its answer. */
async function answered(product: Product, name: string, questions: number): Promise<void> {
  const ids = Array.from({ length: questions }, (_, at) => `inc-${name}-${at}`);
  await Promise.all(ids.map((id, at) => product.enqueue(id, at)));
  const end = Date.now() + LATEST_MS;
  for (let left: readonly string[] = ids; left.length > 0; await pause(20)) {
    const read = await Promise.all(left.slice(0, 40).map((id) => product.incidents.read(id)));
    const open = new Set(read.filter((one) => one?.state.is !== 'answered').map((one) => one?.id));
    left = left.filter((id, at) => at >= 40 || open.has(id));
    if (Date.now() > end) throw new Error(`${left.length} of ${questions} questions are not answered`);
  }
}

/** What all cores have worked so far, milliseconds. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}

function rowsOf(all: readonly Measured[]): readonly Row[] {
  const part = 'diagnoses per second';
  const [one] = all;
  if (!one) throw new Error('nothing was measured');
  const cores = availableParallelism();
  const most = Math.max(...all.map(({ resident }) => resident));
  return [
    ...all.map(({ workers, perSecond, cpuMs, share, busy }) => ({
      part,
      figure: `${workers} worker ${workers === 1 ? 'process' : 'processes'}, ${QUESTIONS} questions waiting`,
      value: `${perSecond.toFixed(1)} a second (${times(perSecond / one.perSecond)} of one process; ${ms(cpuMs)} CPU each, ${Math.round(share * 100)} % of a core per process; all cores ${Math.round(busy * 100)} % busy)`,
    })),
    {
      part,
      figure: `what is asked here takes CPU too: for one diagnosis the sandbox ${ms(one.askedMs)}, the worker ${ms(one.cpuMs)}; so ${count(cores)} cores make at most, however many workers`,
      value: `${((cores * 1_000) / (one.cpuMs + one.askedMs)).toFixed(0)} a second`,
    },
    {
      part,
      figure: `the limit is CPU: a core to itself makes 1,000 ms ÷ ${ms(one.cpuMs)}; here are ${count(cores)} cores, shared with the cluster and registries that are asked`,
      value: `${(1_000 / one.cpuMs).toFixed(0)} a second and core`,
    },
    bounded(
      { part, figure: 'memory of the largest worker process after all of them', value: mib(most) },
      'below 256 MiB',
      most < MOST_BYTES,
    ),
  ];
}
