/** Lists of the Harbor API: `page`, `page_size`, `q`, `sort` and the headers that go with them. */
import { type Ask, type Say, sayJson } from '../registry/exchange.ts';
import { sayHarborError } from './errors.ts';

const MOST = 100;
const USUAL = 10;

/** Answers a list of API records; `q` and `sort` name their fields. */
export function sayList(ask: Ask, records: readonly object[]): Say {
  const page = number(ask, 'page', 1);
  const size = number(ask, 'page_size', USUAL);
  if (page === null || size === null || page < 1 || size < 1)
    return sayHarborError('UNPROCESSABLE_ENTITY', 'page and page_size should be positive integers');
  if (size > MOST)
    return sayHarborError(
      'UNPROCESSABLE_ENTITY',
      `page_size in query should be less than or equal to ${MOST}`,
    );
  const conditions = conditionsOf(ask.query.get('q') ?? '');
  if (conditions === null)
    return sayHarborError('BAD_REQUEST', `invalid syntax of the query: ${ask.query.get('q')}`);
  const wanted = records.filter((record) => conditions.every((condition) => condition(record)));
  const sorted = sort(wanted, ask.query.get('sort') ?? '');
  const links = [
    ...(page * size < sorted.length ? [link(ask, page + 1, size, 'next')] : []),
    ...(page > 1 ? [link(ask, page - 1, size, 'prev')] : []),
  ];
  return sayJson(200, sorted.slice((page - 1) * size, page * size), {
    'x-total-count': String(sorted.length),
    ...(links.length > 0 ? { link: links.join(' , ') } : {}),
  });
}

function number(ask: Ask, name: string, usual: number): number | null {
  const given = ask.query.get(name);
  if (given === null) return usual;
  return /^\d+$/.test(given) ? Number(given) : null;
}

function link(ask: Ask, page: number, size: number, rel: string): string {
  const query = new URLSearchParams(ask.query);
  query.set('page', String(page));
  query.set('page_size', String(size));
  return `<${ask.path}?${query}>; rel="${rel}"`;
}

type Condition = (record: object) => boolean;

/** `k=v`, `k=~v`, `k=[min~max]`, `k={a b}`, `k=(a b)`, joined by commas; null when it is none of these. */
function conditionsOf(q: string): readonly Condition[] | null {
  const parts = q.split(',').filter(Boolean);
  const pairs = parts.map((part) => /^([^=]+)=(.*)$/.exec(part));
  if (pairs.some((pair) => pair === null)) return null;
  return pairs.flatMap((pair) => {
    const [, key = '', wanted = ''] = pair ?? [];
    const test = testOf(wanted);
    return [(record: object) => values(record, key).some(test)];
  });
}

function testOf(wanted: string): (value: string) => boolean {
  const inside = wanted.slice(1, -1);
  if (wanted.startsWith('~')) return (value) => value.includes(wanted.slice(1));
  if (/^[{(].*[})]$/.test(wanted)) return (value) => inside.split(' ').includes(value);
  const range = /^\[(.*)~(.*)\]$/.exec(wanted);
  if (!range) return (value) => value === wanted;
  const [, min = '', max = ''] = range;
  return (value) => (min === '' || value >= min) && (max === '' || value <= max);
}

/** Field names match without case and underscores, as `ProjectID` means `project_id`. */
function values(record: object, key: string): readonly string[] {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');
  const found = Object.entries(record).find(([name]) => plain(name) === plain(key))?.[1];
  if (Array.isArray(found)) return found.map((one) => (isNamed(one) ? one.name : String(one)));
  return found === undefined ? [] : [String(found)];
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function sort(records: readonly object[], keys: string): readonly object[] {
  const [first] = keys.split(',').filter(Boolean);
  if (!first) return records;
  const down = first.startsWith('-');
  const key = first.replace(/^-/, '');
  const of = (record: object): string => nested(record, key.split('.'));
  const up = records.toSorted((a, b) => of(a).localeCompare(of(b), 'en', { numeric: true }));
  return down ? up.reverse() : up;
}

/** `used.storage` is a field of a field. */
function nested(record: object, [key = '', ...rest]: readonly string[]): string {
  if (rest.length === 0) return values(record, key)[0] ?? '';
  const inner = Object.entries(record).find(([name]) => name === key)?.[1];
  return typeof inner === 'object' && inner !== null ? nested(inner, rest) : '';
}
