import { expect, test } from 'vitest';
import judgeCause from '../../handlers/judge-cause.ts';
import { feedbackButtons } from '../../src/slack/buttons.ts';
import { testRoom } from './setup.ts';

const press = (action: string, value = 'inc-1.2.0') => ({ actions: [{ action_id: action, value }] });

test.each([
  ['right-cause', 'right', /was right/],
  ['wrong-cause', 'wrong', /registry-medic replay inc-1/],
] as const)('%s is kept', async (action, says, answer) => {
  const room = testRoom();
  await judgeCause.handle(press(action), room);
  expect(room.fixes).toEqual([['judge', 'inc-1', says]]);
  expect(room.said[0]).toMatch(answer);
});

test.each([
  ['an answer that has expired', 'inc-1.2.0'],
  ['a value that is none of ours', 'nonsense'],
])('%s is said to be unknown', async (_, value) => {
  const room = testRoom({ known: false });
  await judgeCause.handle(press('wrong-cause', value), room);
  expect(room.said[0]).toMatch(/no longer know/);
});

test('the buttons of an answer are the ones this answers', () => {
  const pattern = judgeCause.on === 'action' ? judgeCause.action : /never/;
  for (const button of feedbackButtons('inc-1', 2)) expect(button.action_id).toMatch(pattern);
});
