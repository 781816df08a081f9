import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answered, answerers } from './answered.ts';
import { coveragePage } from './page.ts';
import { guides } from './rows.ts';
import { DONE, LISTED } from './staged.ts';

const rows = guides.flatMap((guide) => guide.rows);
const ids = new Set(rows.map(({ id }) => id));
const all = await answerers();

test('docs/coverage.md is what `npm run coverage-doc` writes', async () => {
  expect(readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')).toBe(await coveragePage());
});

test('every row of the five guides stands there once', () => {
  expect(guides.map((guide) => guide.rows.length)).toEqual([24, 95, 49, 32, 39]);
  expect(ids.size).toBe(239);
});

test('no check, fix or verb names a row that does not exist', () => {
  expect(
    all.flatMap(({ id, rows: named }) => named.filter((row) => !ids.has(row)).map((row) => [id, row])),
  ).toEqual([]);
});

test('every definition that names rows is tried by a test that exists', () => {
  const untried = all.filter(({ rows: named, tests }) => named.length > 0 && tests.length === 0);
  expect(untried.map(({ id }) => id)).toEqual([]);
  for (const file of all.flatMap(({ file, tests }) => [file, ...tests]))
    expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
});

test('every step that hands have to do is held by its words', () => {
  const printed = rows.map((row) => answered(row, all)).filter(({ how }) => how === 'printed');
  const loose = printed.filter(({ tests }) => !tests.includes('test/checks/printed-steps.test.ts'));
  expect(loose.map(({ row }) => row.id)).toEqual([]);
});

test('a row is no better covered than what answers it', () => {
  const check = {
    kind: 'check',
    id: 'x',
    file: 'f',
    tests: [],
    rows: ['S9-1'],
    by: 'text',
    proved: { proof: 'log line', tests: [] },
  } as const;
  const row = { id: 'S9-1', tags: ['K', 'L'], says: 'Something' } as const;
  expect(answered(row, []).how).toBe('not covered');
  expect(answered(row, [check]).how).toBe('known by text');
  expect(answered(row, [{ ...check, by: 'facts' }]).how).toBe('found live');
  expect(answered(row, [{ ...check, by: 'logs' }]).how).toBe('proved by a log');
  expect(answered({ ...row, tags: ['K'] }, [{ ...check, by: 'logs' }]).how).toBe('explained');
  expect(answered({ ...row, tags: ['HU', 'print'] }, [check]).how).toBe('printed');
  expect(answered({ ...row, id: 'S9-2' }, [check]).how).toBe('not covered');
});

test('no row is left uncovered', () => {
  expect(rows.filter((row) => answered(row, all).how === 'not covered').map(({ id }) => id)).toEqual([]);
});

test('what is listed as staged is expected by the test that is named, and is a cause', () => {
  const known = new Set(all.map(({ id }) => id));
  for (const { test: file, causes: staged } of [...LISTED, ...DONE]) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    for (const cause of staged) {
      expect(known.has(cause), cause).toBe(true);
      expect(text.includes(`'${cause}'`), `${file}: ${cause}`).toBe(true);
    }
  }
});

test('a row is proved by the best of its checks, and what hands do is not to be staged', () => {
  const check = { kind: 'check', id: 'x', file: 'f', tests: [], rows: ['S9-1'], by: 'facts' } as const;
  const row = { id: 'S9-1', tags: ['K', 'L'], says: 'Something' } as const;
  const literal = { ...check, proved: { proof: 'literal facts', tests: [] } } as const;
  const staged = { ...check, proved: { proof: 'staged', tests: ['e2e'] } } as const;
  expect(answered(row, [literal]).proof).toBe('literal facts');
  expect(answered(row, [literal, staged])).toMatchObject({ proof: 'staged', tests: ['e2e'] });
  expect(answered({ ...row, tags: ['HU', 'print'] }, [staged]).proof).toBeNull();
});
