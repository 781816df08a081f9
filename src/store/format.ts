/**
 * The format of what lies in Redis. During a rolling update two versions work on the same records and jobs. Each
 * carries a format number; without one it is of format 1, from before numbers were written. A version reads every
 * format up to its own. What a newer one wrote it leaves as it is, for that newer one: it would not understand a new
 * kind, and would drop a new field when it writes the record back. So whatever adds a kind or a field that matters
 * raises the number, and keeps a reader of the old form.
 */
import { z } from 'zod';

/** The one there is so far, of records and of jobs. */
export const FORMAT = 1;

/** The document in Redis is not one of ours. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

/** A newer version wrote it. Whoever meets it leaves it where it is. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';
}

const Numbered = z.object({ version: z.int().min(1).default(1) });

/** Text of a record with its format number in front. */
export function written(record: object): string {
  return JSON.stringify({ version: FORMAT, ...record });
}

/** Reads a record that lies at `key`. Throws NewerFormat, UnreadableRecord. */
export function parsed<T>(key: string, raw: string, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw new UnreadableRecord(`Reading ${key}: it is no JSON`, { cause: error });
  }
  refuseNewer(key, value);
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new UnreadableRecord(`Reading ${key}: it is not of format ${FORMAT}`, { cause: read.error });
}

/** Throws NewerFormat. */
export function refuseNewer(what: string, value: unknown): void {
  const numbered = Numbered.safeParse(value);
  if (numbered.success && numbered.data.version > FORMAT)
    throw new NewerFormat(
      `Reading ${what}: it is of format ${numbered.data.version}, and this version knows ${FORMAT}: it is left to a newer one`,
    );
}

/** Whether this failure, or what caused it, is that a newer version wrote something. */
export function isNewerFormat(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof NewerFormat || isNewerFormat(error.cause);
}
