import { expect, test } from 'vitest';
import whyGroup from '../../handlers/why-group.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('the button asks about its group, without a word', async () => {
  const room = testRoom();
  await whyGroup.handle(press('inc-12.1.3'), room);
  expect(room.restarts).toEqual([{ incident: 'inc-12', run: 1, option: 3 }]);
  expect(room.said).toEqual([]);
});

test.each([
  ['running', /gone through anew; the answer comes/],
  ['over', /latest answer/],
  ['gone', /kept for 30 days/],
] as const)('when it is %s the presser is told', async (restarted, says) => {
  const room = testRoom({ restarted });
  await whyGroup.handle(press('inc-12.1.3'), room);
  expect(room.said[0]).toMatch(says);
});

test('it listens to its own buttons only', () => {
  const matches = (id: string) => whyGroup.on === 'action' && whyGroup.action.test(id);
  expect([matches('why-group-0'), matches('why-group'), matches('run-again')]).toEqual([true, false, false]);
});
