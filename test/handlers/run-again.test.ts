import { expect, test } from 'vitest';
import runAgain from '../../handlers/run-again.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('the button asks its incident’s question again, without a word', async () => {
  const room = testRoom();
  await runAgain.handle(press('inc-12.3.0'), room);
  expect(room.restarts).toEqual([{ incident: 'inc-12', run: 3, option: 0 }]);
  expect(room.said).toEqual([]);
});

test.each([
  ['running', /looked at just now/],
  ['gone', /kept for 30 days/],
] as const)('when it is %s the presser is told', async (restarted, says) => {
  const room = testRoom({ restarted });
  await runAgain.handle(press('inc-12.3.0'), room);
  expect(room.said[0]).toMatch(says);
});

test('a value that is none of ours starts nothing', async () => {
  const room = testRoom();
  await runAgain.handle(press('rm -rf'), room);
  expect(room.restarts).toEqual([]);
  expect(room.said[0]).toMatch(/no longer know/);
});

test('it listens to its own button only', () => {
  const matches = (id: string) => runAgain.on === 'action' && runAgain.action.test(id);
  expect([matches('run-again'), matches('run-again-2'), matches('choose-subject-0')]).toEqual([
    true,
    false,
    false,
  ]);
});
