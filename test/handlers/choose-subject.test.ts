import { expect, test } from 'vitest';
import chooseSubject from '../../handlers/choose-subject.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('the button takes its option', async () => {
  const room = testRoom();
  await chooseSubject.handle(press('inc-12.1.4'), room);
  expect(room.restarts).toEqual([{ incident: 'inc-12', run: 1, option: 4 }]);
  expect(room.said).toEqual([]);
});

test.each([
  ['running', /looked at already/],
  ['over', /chosen already/],
  ['gone', /kept for 30 days/],
] as const)('when it is %s the presser is told', async (restarted, says) => {
  const room = testRoom({ restarted });
  await chooseSubject.handle(press('inc-12.1.4'), room);
  expect(room.said[0]).toMatch(says);
});

test('it listens to every option’s button and to no other', () => {
  const matches = (id: string) => chooseSubject.on === 'action' && chooseSubject.action.test(id);
  expect([matches('choose-subject-0'), matches('choose-subject-11'), matches('run-again')]).toEqual([
    true,
    true,
    false,
  ]);
});
