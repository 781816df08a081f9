import { expect, test } from 'vitest';
import { createTally } from '../../../src/engine/text/tally.ts';
import { allChecks } from '../../checks/all-checks.ts';

const SCHEMA = (at: string) =>
  `${at} [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"`;
const core = { log: 'harbor/core-0 core', component: 'core' };

test('causes are counted with first and last seen, what they mean and the first step', () => {
  const tally = createTally(allChecks);
  for (const at of ['2026-03-01T02:59:30Z', '2026-03-01T02:10:00Z', '2026-03-01T03:00:00Z'])
    tally.add({ at, text: SCHEMA(at) }, core);
  const [cause, ...others] = tally.result('en').causes;
  expect(others).toEqual([]);
  expect(cause).toMatchObject({
    count: 3,
    firstAt: '2026-03-01T02:10:00Z',
    lastAt: '2026-03-01T03:00:00Z',
    confidence: 'likely',
    logs: ['harbor/core-0 core'],
  });
  expect(cause?.means.length).toBeGreaterThan(20);
  expect(cause?.step).not.toBeNull();
});

test('known noise has its name, and is no cause', () => {
  const tally = createTally(allChecks);
  tally.add({ at: null, text: '[ERROR] [config.go:70]: failed to get key admiral_url: not found' }, core);
  const { noise, causes, unexplained } = tally.result('en');
  expect(noise).toMatchObject([{ count: 1, name: expect.stringContaining('admiral_url') }]);
  expect([causes, unexplained]).toEqual([[], []]);
});

test('complaints nobody knows meet by their shape; their secrets do not come out', () => {
  const tally = createTally(allChecks);
  for (const n of [1, 2, 3])
    tally.add(
      { at: `2026-03-01T02:59:3${n}Z`, text: `[ERROR] flux capacitor ${n}77 lost: password=hunter${n}` },
      core,
    );
  const { unexplained } = tally.result('en');
  expect(unexplained).toMatchObject([{ count: 3 }]);
  expect(JSON.stringify(unexplained)).not.toContain('hunter');
});

test('near miss: served requests and quiet lines are nothing', () => {
  const tally = createTally(allChecks);
  tally.add({ at: null, text: '10.1.2.3 - - "GET /v2/shop/cart/manifests/1.0 HTTP/1.1" 200 500' }, core);
  tally.add({ at: null, text: '[INFO] [/core/main.go:1]: all is well, 0 errors' }, core);
  expect(tally.result('en')).toEqual({ causes: [], noise: [], unexplained: [], moreUnexplained: 0 });
});

test('near miss: what Redis notes in passing has numbers that are no status', () => {
  const tally = createTally(allChecks);
  const file = { log: 'redis.log', component: null };
  for (const n of [401, 403, 500])
    tally.add(
      { at: null, text: `1:M 01 Mar 2026 02:00:00.150 * 10 changes in 300 seconds, ${n} changes saved` },
      file,
    );
  expect(tally.result('en').causes).toEqual([]);
});

test('its memory has an end: shapes beyond it are counted only', () => {
  const tally = createTally([]);
  const word = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  for (let n = 0; n < 1_000; n += 1) tally.add({ at: null, text: `[ERROR] ${word(n)} broke` }, core);
  const { unexplained, moreUnexplained } = tally.result('en');
  expect(unexplained).toHaveLength(8);
  expect(moreUnexplained).toBe(992);
});
