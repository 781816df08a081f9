import { expect, test } from 'vitest';
import { standstillOf } from '../../../src/engine/harbor/standstill.ts';
import { JUST_NOW, jobs, LONG_AGO } from '../../checks/sync-facts.ts';

const mine = { type: 'REPLICATION', jobs: ['job-1'], since: LONG_AGO };
type Over = Parameters<typeof jobs>[0];

test.each<[string, Over, string]>([
  ['no pool beats', { waiting: [3, 3], heartbeatAt: LONG_AGO }, 'dead'],
  ['no pool at all ever beat', { waiting: [3, 3], heartbeatAt: null }, 'dead'],
  ['somebody paused it', { waiting: [3, 3], paused: true, latencyS: 9_000 }, 'paused'],
  ['all workers hold long jobs', { waiting: [3, 3], held: [LONG_AGO], latencyS: 9_000 }, 'starved'],
  [
    'one of them took a job just now',
    { waiting: [3, 3], held: [LONG_AGO, JUST_NOW], latencyS: 9_000 },
    'none',
  ],
  ['idle workers take nothing', { waiting: [3, 3], latencyS: 9_000 }, 'not-given'],
  ['idle workers take one after the other', { waiting: [3, 2], latencyS: 9_000 }, 'none'],
  ['nothing waits, nobody works on it', {}, 'orphaned'],
  ['what waits came an hour after it', { waiting: [3, 3], latencyS: 3_600 }, 'orphaned'],
])('%s', (_, over, why) => {
  expect(standstillOf(jobs(over), mine)).toBe(why);
});

test('a task of a minute ago, one whose start is not known, and no sample', () => {
  expect(standstillOf(jobs({}), { ...mine, since: JUST_NOW })).toBe('none');
  expect(standstillOf(jobs({}), { ...mine, since: null })).toBe('none');
  expect(standstillOf([], mine)).toBe('none');
});
