import { expect, test } from 'vitest';
import undoFix from '../../handlers/undo-fix.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('a plan is asked for, and nothing is said: the thread shows it', async () => {
  const room = testRoom();
  await undoFix.handle(press('apr-1'), room);
  expect(room.fixes).toEqual([['undo', 'apr-1']]);
  expect(room.said).toEqual([]);
});

test.each([
  ['gone', /no longer know/],
  ['over', /not offered any more/],
  ['taken-back', /taken back already/],
] as const)('one that is %s is said to be', async (requested, says) => {
  const room = testRoom({ requested });
  await undoFix.handle(press('apr-1'), room);
  expect(room.said[0]).toMatch(says);
});

test('a value that is none of ours asks for nothing', async () => {
  const room = testRoom();
  await undoFix.handle(press('nonsense'), room);
  expect(room.fixes).toEqual([]);
  expect(room.said[0]).toMatch(/no longer know/);
});
