/** Whether a call to Harbor that is not idempotent by itself is done already. */
import type { StepEnding, StepNotes } from '../engine/apply-ending.ts';
import type { DoneWhen } from '../engine/plan.ts';
import { type Entry, entriesIn, idOf, isEntry, saysOf } from './harbor-answers.ts';
import type { HarborWriteDoor } from './harbor-door.ts';

/** Between two looks at Harbor's clock, milliseconds: whole seconds, and the way there. */
const CLOCK_MS = 5_000;

type Ended = Exclude<StepEnding, { readonly ended: 'written' }>;

/** Null: it is to be written. Before the first try it keeps what was so, on Harbor's own terms. */
export async function doneBefore(
  done: DoneWhen,
  notes: StepNotes,
  door: HarborWriteDoor,
): Promise<Ended | null> {
  if (done.by === 'entry') return null;
  const path = done.by === 'drained' ? '/jobservice/queues' : done.path;
  const seen = await entriesAt(path, door);
  if ('ended' in seen) return seen;
  return done.by === 'drained' ? drained(done.queue, seen, notes) : isNew(done.where, seen, notes);
}

/** After a 409: whose is what has the name? */
export async function doneByUs(
  { path, where }: Extract<DoneWhen, { by: 'entry' }>,
  door: HarborWriteDoor,
): Promise<Ended | null> {
  const seen = await entriesAt(path, door);
  if ('ended' in seen) return seen;
  const ours = seen.entries.find((entry) => isEntry(entry, where));
  return ours ? { ended: 'was-done', made: String(idOf(ours)) } : null;
}

interface Seen {
  readonly entries: readonly Entry[];
  readonly at: number;
}

async function entriesAt(path: string, door: HarborWriteDoor): Promise<Seen | Ended> {
  const answer = await door.look(path);
  if (answer.ended === 'unsure') return answer;
  const entries = answer.status < 300 ? entriesIn(answer.body) : null;
  if (entries) return { entries, at: answer.at };
  const says = saysOf(answer);
  // Who may not look can never know, and would write twice.
  const never = answer.status === 401 || answer.status === 403 || answer.status === 404;
  return never ? { ended: 'refused', says } : { ended: 'unsure', says };
}

async function isNew(where: Entry, { entries }: Seen, notes: StepNotes): Promise<Ended | null> {
  if (notes.before === null) {
    await notes.keep(String(Math.max(0, ...entries.map(idOf))));
    return null;
  }
  const highest = Number(notes.before);
  const made = entries.find((entry) => idOf(entry) > highest && isEntry(entry, where));
  return made ? { ended: 'was-done', made: String(idOf(made)) } : null;
}

/** Jobs that came after the first try are not ours to take. */
async function drained(queue: string, { entries, at }: Seen, notes: StepNotes): Promise<Ended | null> {
  const one = entries.find((entry) => entry['job_type'] === queue);
  const [count, latency] = [Number(one?.['count'] ?? 0), Number(one?.['latency'] ?? 0)];
  if (notes.before === null) await notes.keep(String(at));
  if (count === 0) return { ended: 'was-done' };
  const since = notes.before === null ? 0 : at - Number(notes.before);
  return latency * 1000 < since - CLOCK_MS ? { ended: 'was-done' } : null;
}
