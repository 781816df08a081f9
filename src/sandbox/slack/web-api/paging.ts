/** Cursors: Slack's are opaque, so these are base64 of the place to go on from. */
import type { Fields } from '../json.ts';
import { ApiError } from './api-error.ts';
import { number } from './arguments.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Empty when this was the last page. */
  readonly next: string;
}

/** The part of `all` that `limit` and `cursor` ask for. Throws invalid_cursor, invalid_limit. */
export function page<Item>(all: readonly Item[], args: Fields, usual: number): Page<Item> {
  const limit = number(args, 'limit', usual);
  if (limit < 1 || limit > 1000) throw new ApiError('invalid_limit');
  const from = args['cursor'] ? place(String(args['cursor'])) : 0;
  const end = from + Math.floor(limit);
  return {
    items: all.slice(from, end),
    next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '',
  };
}

function place(cursor: string): number {
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!found) throw new ApiError('invalid_cursor');
  return Number(found[1]);
}
