import { expect, test } from 'vitest';
import requestFix from '../../handlers/request-fix.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('a plan is asked for, and nothing is said: the thread shows it', async () => {
  const room = testRoom();
  await requestFix.handle(press('inc-1.2.1'), room);
  expect(room.fixes).toEqual([['request', 'inc-1.2.1']]);
  expect(room.said).toEqual([]);
});

test.each([
  ['gone', /no longer know/],
  ['over', /not offered any more/],
  ['not-enabled', /remediations\.enabled/],
] as const)('one that is %s is said to be', async (requested, says) => {
  const room = testRoom({ requested });
  await requestFix.handle(press('inc-1.2.1'), room);
  expect(room.said[0]).toMatch(says);
});

test('a value that is none of ours asks for nothing', async () => {
  const room = testRoom();
  await requestFix.handle(press('nonsense'), room);
  expect(room.fixes).toEqual([]);
  expect(room.said[0]).toMatch(/no longer know/);
});
