/** The page for the security team says what is so: its times are those of the store, and its tests exist. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as store from '../../src/store/keys.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };
const seconds = (words: string): number => {
  const [, count = '', unit = ''] = /^(\d+) (second|minute|hour|day)s?$/.exec(words) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
};

test('every time that records live stands in the table, and is the time they live', () => {
  const constants = Object.entries(store).filter(
    (one): one is [string, number] => typeof one[1] === 'number' && one[0] !== 'DAY_S',
  );
  const told = new Map(
    rows.flatMap(([, , constant = '', words = '']) => {
      const [, name] = /^`([A-Z_]+_S)`$/.exec(constant) ?? [];
      return name === undefined ? [] : [[name, seconds(words)] as const];
    }),
  );
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(constants));
});

test('every key that is named is one of the store', () => {
  const text = readFileSync(new URL('src/store/keys.ts', root), 'utf8').replaceAll(
    /\$\{of\('(\w+)'\)\}/g,
    '$1',
  );
  const named = [...page.matchAll(/`(medic:[a-z-]+)(?::\*)?`/g)].map(([, key = '']) => key);
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((key) => !text.includes(key))).toEqual([]);
});

test('every test and file that is named exists', () => {
  const paths = [...page.matchAll(/`((?:test|src)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(15);
  expect([...new Set(paths)].filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test('every link leads to a page', () => {
  const links = [...page.matchAll(/\]\(([\w.-]+\.md)\)/g)].map(([, file = '']) => file);
  expect(links.filter((file) => !existsSync(new URL(`docs/${file}`, root)))).toEqual([]);
});
