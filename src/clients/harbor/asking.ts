/** Questions below one base path: one record, a list page by page, a text. */
import { z } from 'zod';
import {
  askHarbor,
  askHarborRaw,
  type HarborAnswer,
  type HarborDoor,
  type HarborQuestion,
  readHarbor,
} from '../../engine/harbor/answers.ts';
import type { Listed } from '../../engine/harbor/reader.ts';

/** The most that Harbor gives at once; more is refused with 422. */
const PAGE = 100;
const MOST_PAGES = 100;
/** A list that must be read whole. */
const WHOLE = 1000;

export interface HarborAsking {
  one<T>(path: string, schema: z.ZodType<T>, question?: HarborQuestion): Promise<HarborAnswer<T>>;
  /** `path` without page and page_size. Reads at most `limit` records, then says how many there are. */
  list<T>(
    path: string,
    schema: z.ZodType<T>,
    limit?: number,
    question?: HarborQuestion,
  ): Promise<HarborAnswer<Listed<T>>>;
  /** A text as it came: a log. */
  text(path: string): Promise<HarborAnswer<string>>;
  head(path: string): Promise<HarborAnswer<'exists'>>;
  readonly door: HarborDoor;
}

/** `base`: `/api/v2.0` or `/api`. */
export function createAsking(door: HarborDoor, base: string): HarborAsking {
  return {
    door,
    one: (path, schema, question = {}) => askHarbor(door, `${base}${path}`, { ...question, schema }),
    list: (path, schema, limit = WHOLE, question = {}) =>
      readPages(door, `${base}${path}`, schema, limit, question),
    async text(path) {
      const answer = await askHarborRaw(door, `${base}${path}`, { accept: 'text/plain, */*' });
      return answer.ended === 'found' ? { ...answer, value: answer.value.body } : answer;
    },
    async head(path) {
      const answer = await askHarborRaw(door, `${base}${path}`, { method: 'HEAD' });
      return answer.ended === 'found' ? { ...answer, value: 'exists' } : answer;
    },
  };
}

/** Pages are counted here and Link is only a sign that there are more: a login follows no address of an answer. */
async function readPages<T>(
  door: HarborDoor,
  path: string,
  record: z.ZodType<T>,
  limit: number,
  question: HarborQuestion,
): Promise<HarborAnswer<Listed<T>>> {
  const schema = z
    .array(record)
    .nullable()
    .transform((records) => records ?? []);
  const size = Math.max(1, Math.min(PAGE, limit));
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const at = `${path}${path.includes('?') ? '&' : '?'}page=${page}&page_size=${size}`;
    const answer = await askHarborRaw(door, at, question);
    if (answer.ended !== 'found') return answer;
    const read = readHarbor(answer, schema);
    if (read.ended !== 'found') return read;
    items.push(...read.value);
    const { headers } = answer.value;
    const told = Number.parseInt(headers['x-total-count'] ?? '', 10);
    const more =
      read.value.length > 0 && (items.length < told || /\brel="?next\b/.test(headers['link'] ?? ''));
    if (more && items.length < limit && page < MOST_PAGES) continue;
    const total = Number.isNaN(told) ? items.length : Math.max(told, items.length);
    return { ...read, value: { items: items.slice(0, limit), total } };
  }
}

/** The same ending with another value. */
export function mapFound<T, U>(answer: HarborAnswer<T>, to: (value: T) => U): HarborAnswer<U> {
  return answer.ended === 'found' ? { ...answer, value: to(answer.value) } : answer;
}
