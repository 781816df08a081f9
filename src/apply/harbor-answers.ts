/** What Harbor answered to a write, read tolerantly. Pure. */
import { z } from 'zod';
import { holds } from './stamped.ts';

const list = z.array(z.record(z.string(), z.unknown()));
const envelope = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) });
const LONGEST = 300;

export type Entry = Readonly<Record<string, unknown>>;

/** Null where it is no list. */
export function entriesIn(body: string): readonly Entry[] | null {
  return list.safeParse(jsonOf(body)).data ?? null;
}

/** Harbor keeps some of what it lists as JSON in a text: `job_parameters` of a collection. */
export function isEntry(entry: Entry, where: Entry): boolean {
  const opened = Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === 'string' && typeof where[name] === 'object' ? jsonOf(value) : value,
    ]),
  );
  return holds(opened, where);
}

export function idOf({ id }: Entry): number {
  return typeof id === 'number' ? id : 0;
}

/** `404 robot 7 not found`. */
export function saysOf({ status, body }: { readonly status: number; readonly body: string }): string {
  const read = envelope.safeParse(jsonOf(body));
  const says = read.success ? read.data.errors.map(({ message }) => message).join('; ') : body;
  return `${status} ${says.slice(0, LONGEST)}`.trim();
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
