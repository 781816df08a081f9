import { check } from 'recheck';
import { expect, test } from 'vitest';
import { allChecks } from './all-checks.ts';

/** The tool's own engine in this process; each pattern gets so many milliseconds. */
const HOW = { checker: 'automaton', timeout: 20_000 } as const;

process.env['RECHECK_BACKEND'] = 'pure';

test('the tool finds what it is asked for', async () => {
  expect((await check('^(a+)+$', '', HOW)).status).toBe('vulnerable');
});

test('no sign’s pattern backtracks catastrophically', { timeout: 300_000 }, async () => {
  const patterns = new Map(
    allChecks.flatMap(({ id, signs }) =>
      signs.map(({ pattern }) => [pattern.source, { id, pattern }] as const),
    ),
  );
  const verdicts = await Promise.all(
    [...patterns.values()].map(async ({ id, pattern }) => {
      const { status } = await check(pattern.source, pattern.flags, HOW);
      return { id, pattern: pattern.source, status };
    }),
  );
  expect(verdicts.filter(({ status }) => status !== 'safe')).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(400);
});
