import { expect, test } from 'vitest';
import lookLive from '../../handlers/look-live.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('the offer pressed is looked at', async () => {
  const room = testRoom();
  await lookLive.handle(press('inc-1.2.1'), room);
  expect(room.restarts).toEqual([{ incident: 'inc-1', run: 2, option: 1 }]);
  expect(room.said).toEqual([]);
});

test.each([
  ['over', /explained anew/],
  ['gone', /no longer know/],
] as const)('an answer that is %s is said to be', async (restarted, says) => {
  const room = testRoom({ restarted });
  await lookLive.handle(press('inc-1.1.0'), room);
  expect(room.said[0]).toMatch(says);
});

test('a value that is none of ours is answered honestly', async () => {
  const room = testRoom();
  await lookLive.handle(press('nonsense'), room);
  expect(room.said[0]).toMatch(/no longer know/);
});
