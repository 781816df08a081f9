/**
 * From a command to its verdict, with 20 ms between the product and every server it asks, Slack among them, against the
 * time that the round trips which had to follow one another take by themselves; and how many calls one diagnosis makes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Watched, watchSlack } from '../../chaos/watch.ts';
import { FAULTS } from '../faults.ts';
import { chainOf, type Hop, openHop, type Turn, wallMs } from '../hop.ts';
import { cpuMsOf, openProduct, type Product } from '../product.ts';
import { bounded, median, ms, type Row, type Say, times } from '../row.ts';

const ROUND_TRIP_MS = 20;
/** How often each cause is asked about. */
const ROUNDS = 12;
const LATEST_MS = 30_000;

interface Asked {
  readonly cause: string;
  /** From the command's leaving to the verdict's standing in Slack. */
  readonly ms: number;
  /** Of the same, within the worker. */
  readonly workMs: number;
  readonly chain: readonly Turn[];
  readonly calls: { readonly api: number; readonly registry: number };
}

export async function verdict(say: Say): Promise<readonly Row[]> {
  const hops: Hop[] = [];
  const way = async (to: string, port: number): Promise<number> => {
    const hop = await openHop(to, port, ROUND_TRIP_MS);
    hops.push(hop);
    return hop.port;
  };
  const product = await openProduct({ pods: 24, failing: 24, namespaces: 2, nodes: 4, way });
  const watched = await watchSlack(product.slackUrl);
  try {
    const roles = [await product.startRole('worker'), await product.startRole('bot')];
    const cpu = (): number => roles.reduce((sum, { process: { pid } }) => sum + cpuMsOf(pid), 0);
    const all: Asked[] = [];
    let warm = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      if (round === 1) warm = cpu();
      for (const [at, { cause }] of FAULTS.entries()) {
        const asked = await ask({ product, hops, at, round, cause, watched });
        // The first round warms what a worker has once: code, connections, discovery.
        if (round > 0) all.push(asked);
        say(
          `${round} ${cause}: ${ms(asked.ms)} (worker ${ms(asked.workMs)}), chain ${asked.chain.length}, waited ${ms(total(asked.chain, 'waitedMs'))}, served ${ms(total(asked.chain, 'servedMs'))}`,
        );
      }
    }
    return rowsOf(all, (cpu() - warm) / all.length);
  } finally {
    watched.stop();
    await product.stop();
    await Promise.all(hops.map((hop) => hop.stop()));
  }
}

interface Question {
  readonly product: Product;
  readonly hops: readonly Hop[];
  readonly at: number;
  readonly round: number;
  readonly cause: string;
  readonly watched: Watched;
}

async function ask({ product, hops, at, round, cause, watched }: Question): Promise<Asked> {
  const sum = (calls: ReadonlyMap<string, number>): number =>
    [...calls.values()].reduce((total, each) => total + each, 0);
  const before = { api: sum(product.world.apiCalls), registry: sum(product.world.registryCalls) };
  const known = new Set((await watched.messages()).map(({ ts }) => ts));
  const text = `/registry why-pull-fails ${product.pod(at + (round % 2) * FAULTS.length)} --cluster prod`;
  const body = JSON.stringify({ user: 'rosa', channel: 'shop', text });
  const told = watched.next(
    (message) => !known.has(message.ts) && JSON.stringify(message).includes('checked <!date'),
    LATEST_MS,
  );
  const began = wallMs();
  await fetch(new URL('/sandbox/command', product.slackUrl), { method: 'POST', body });
  const found = JSON.stringify(await told);
  const ended = wallMs();
  if (found === 'null') throw new Error(`No verdict on ${cause}`);
  await pause(150);
  const all = (await Promise.all(hops.map((hop) => hop.turns()))).flat();
  const turns = all.filter(({ to, from, until }) => to !== 'Slack' && from > began && until < ended);
  const calls = {
    api: sum(product.world.apiCalls) - before.api,
    registry: sum(product.world.registryCalls) - before.registry,
  };
  const workMs = Number(/checked <[^>]*> in ([\d.]+) (?:m?s)/.exec(found)?.[1] ?? Number.NaN);
  const unit = /checked <[^>]*> in [\d.]+ ms/.test(found) ? 1 : 1_000;
  return { cause, ms: ended - began, workMs: workMs * unit, chain: chainOf(turns), calls };
}

/** Other work on the machine only ever adds to a time: the quickest of the rounds is what the product takes. */
function rowsOf(all: readonly Asked[], cpuMs: number): readonly Row[] {
  const part = 'command to verdict';
  const by = [...Map.groupBy(all, ({ cause }) => cause)].map(([cause, asked]) => {
    // The quickest by the clock: a wait that came late makes a question slower, and its ratio better.
    const quickest = asked.reduce((one, other) => (other.ms < one.ms ? other : one));
    return {
      cause,
      ms: quickest.ms,
      best: quickest.ms / boundOf(quickest),
      usual: median(asked.map((one) => one.ms / boundOf(one))),
      trips: tripsOf(quickest),
      exact: quickest.ms / (tripsOf(quickest) * ROUND_TRIP_MS),
      api: median(asked.map((one) => one.calls.api)),
      registry: median(asked.map((one) => one.calls.registry)),
    };
  });
  const [best, usual] = [median(by.map((one) => one.best)), median(by.map((one) => one.usual))];
  return [
    ...by.map((one) => ({
      part,
      figure: `${one.cause}: ${one.trips} round trips in a row; ${one.api} calls to the API server, ${one.registry} to the registry`,
      value: `${ms(one.ms)}, ${times(one.best)}`,
    })),
    bounded(
      {
        part,
        figure: `time against its own row of round trips, each as long as way and server took: quickest of ${ROUNDS}, median of ${by.length} causes`,
        value: times(best),
      },
      'at most × 1.3',
      best <= 1.3,
    ),
    { part, figure: 'the same, median of all', value: times(usual) },
    {
      part,
      figure: `the same as the first, against exactly ${ROUND_TRIP_MS} ms each, servers that take no time`,
      value: times(median(by.map((one) => one.exact))),
    },
    { part, figure: 'CPU of bot and worker together, a question', value: ms(cpuMs) },
  ];
}

/** The verdict stands in Slack when it has come there: half a round trip. What is said to Slack before holds up nobody. */
function tripsOf({ chain }: Asked): number {
  return chain.length + 0.5;
}

/** The way there, the server until it began to answer, the way back: none of it is the product's. */
function boundOf({ chain }: Asked): number {
  return total(chain, 'waitedMs') + total(chain, 'servedMs') + ROUND_TRIP_MS / 2;
}

function total(chain: readonly Turn[], of: 'waitedMs' | 'servedMs'): number {
  return chain.reduce((sum, turn) => sum + turn[of], 0);
}
