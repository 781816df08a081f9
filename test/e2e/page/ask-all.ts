/** Every planted fault asked about by script, over as many channels as Slack's limits for posting want. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Demo, Fault } from './demo.ts';

/** Five questions or so fit into the burst of posts that a channel takes, so they go round. */
const PLACES = [
  { user: 'tomo', channel: 'platform' },
  { user: 'mina', channel: 'alerts' },
  { user: 'rosa', channel: 'D0MEDIC001' },
  { user: 'tomo', channel: 'D0MEDIC002' },
  { user: 'mina', channel: 'D0MEDIC003' },
] as const;
type Place = (typeof PLACES)[number];

/** Questions at the same time. */
const SIDE_BY_SIDE = 2;
const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 50;
const CONFIRMED = 'Confirmed live';

export interface Asked {
  readonly fault: Fault;
  /** Everything the verdict shows, as JSON of its blocks; empty when none came. */
  readonly shows: string;
  /** From the command to the verdict, milliseconds. */
  readonly ms: number;
}

export async function askAll(demo: Demo, faults: readonly Fault[]): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const left = faults.map((fault, n) => ({ fault, place: PLACES[n % PLACES.length] ?? PLACES[0] }));
  const askers = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const first = await ask(demo, next.place, next.fault);
      // A machine busy with other tests can starve a probe of its seconds; the verdict then says so, and a
      // person would ask again.
      asked.push(first.shows.includes(CONFIRMED) ? first : await ask(demo, next.place, next.fault));
    }
  });
  await Promise.all(askers);
  return asked;
}

async function ask(demo: Demo, { user, channel }: Place, fault: Fault): Promise<Asked> {
  const before = new Set((await demo.messages(channel)).map(({ ts }) => ts));
  const start = Date.now();
  await demo.command(user, channel, fault.text);
  while (Date.now() - start < PATIENCE_MS) {
    const shows = await verdictOn(demo, channel, fault.subject, before);
    if (shows !== null) return { fault, shows, ms: Date.now() - start };
    await wait(LOOK_EVERY_MS);
  }
  return { fault, shows: '', ms: PATIENCE_MS };
}

/** The verdict in the new thread that asks about it; its footer is what tells a verdict from progress. */
async function verdictOn(
  demo: Demo,
  channel: string,
  subject: string,
  before: ReadonlySet<string>,
): Promise<string | null> {
  const fresh = (await demo.messages(channel)).filter(({ ts }) => !before.has(ts));
  const root = fresh.find(({ blocks }) => JSON.stringify(blocks ?? []).includes(`\`${subject}\``));
  if (!root) return null;
  const thread = (await demo.messages(channel, root.ts)).slice(1);
  const shown = thread.map(({ blocks }) => JSON.stringify(blocks ?? []));
  return shown.find((blocks) => / · checked /.test(blocks)) ?? null;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
