/** How soon Slack is told that a command came, with nothing to do and with 500 diagnoses waiting; Slack waits three seconds. */
import { setTimeout as pause } from 'node:timers/promises';
import { sendCommand } from '../../bot/setup/signed.ts';
import { openProduct, type Product } from '../product.ts';
import { at, bounded, median, ms, type Row, type Say, times } from '../row.ts';

const COMMANDS = 120;
const WAITING = 500;
/** Between two commands, so that one does not wait for the other. */
const EVERY_MS = 15;
const SLACK_MS = 3_000;

export async function acknowledged(say: Say): Promise<readonly Row[]> {
  const product = await openProduct({ pods: 240, failing: 240, namespaces: 4, nodes: 10 });
  try {
    await product.startRole('bot');
    await product.startRole('worker');
    await typed(product, 20);
    // Before and after, so that a machine that grows slower meanwhile does not count against the queue.
    const rest = await typed(product, COMMANDS / 2);
    const waiting = await withWaiting(product);
    await drained(product);
    rest.push(...(await typed(product, COMMANDS / 2)));
    say(`at rest ${ms(median(rest))}, with ${WAITING} waiting ${ms(median(waiting.took))}`);
    return rowsOf(rest, waiting);
  } finally {
    await product.stop();
  }
}

interface Waiting {
  readonly took: number[];
  /** How many still waited when the last command was typed. */
  readonly left: number;
}

async function withWaiting(product: Product): Promise<Waiting> {
  const ids = Array.from({ length: WAITING * 2 }, (_, nth) => nth);
  await Promise.all(ids.map((nth) => product.enqueue(`inc-waits-${nth}`, nth % 240)));
  const took: number[] = [];
  // The workers go on meanwhile: what is typed while fewer wait does not count.
  while (took.length < COMMANDS && (await waitingNow(product)) >= WAITING)
    took.push(...(await typed(product, 10)));
  return { took, left: await waitingNow(product) };
}

async function waitingNow({ redis }: Product): Promise<number> {
  return redis.llen('bull:diagnose-prod:wait');
}

async function drained(product: Product): Promise<void> {
  await product.redis.del('bull:diagnose-prod:wait');
  for (let nth = 0; nth < 100 && (await product.redis.llen('bull:diagnose-prod:active')) > 0; nth += 1)
    await pause(100);
}

/** Milliseconds until each of so many commands was answered with 200. */
async function typed(product: Product, commands: number): Promise<number[]> {
  const took: number[] = [];
  for (let nth = 0; nth < commands; nth += 1) {
    const began = performance.now();
    const { status } = await sendCommand(product.botPort, {
      user_id: 'U0ROSA0001',
      channel_id: 'C0SHOP0001',
      text: `why-pull-fails ${product.pod(nth % 240)}`,
    });
    took.push(performance.now() - began);
    if (status !== 200) throw new Error(`A command was answered with ${status}`);
    await pause(EVERY_MS);
  }
  return took;
}

function rowsOf(rest: readonly number[], { took, left }: Waiting): readonly Row[] {
  const part = 'acknowledgement';
  const said = (all: readonly number[]): string =>
    `p50 ${ms(at(all, 0.5))}, p99 ${ms(at(all, 0.99))} (${all.length} commands)`;
  const p99 = at(took, 0.99);
  return [
    { part, figure: 'of a command, at rest', value: said(rest) },
    {
      part,
      figure: `with ${WAITING} diagnoses waiting (${left} at the end) and eight running`,
      value: said(took),
    },
    { part, figure: 'p50 of the second against the first', value: times(median(took) / median(rest)) },
    bounded(
      {
        part,
        figure: 'p99 with all of them waiting against the three seconds of Slack',
        value: times(p99 / SLACK_MS),
      },
      'at most × 0.33',
      p99 <= SLACK_MS / 3,
    ),
  ];
}
