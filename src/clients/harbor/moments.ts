/** Times as Harbor writes them. */
import { z } from 'zod';

/** Go's zero time and an empty text stand for never. */
function moment(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= 0 ? null : new Date(at).toISOString();
}

export const Moment = z
  .string()
  .nullish()
  .transform((text) => (text ? moment(text) : null));

/** A time that is always there; what cannot be read is the start of the epoch. */
export const Since = z.string().transform((text) => moment(text) ?? new Date(0).toISOString());
