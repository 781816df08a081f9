import { expect, test } from 'vitest';
import homeOpened from '../../handlers/home-opened.ts';
import { testRoom } from './setup.ts';

test.each([
  ['home', [['showHome', 'U1', 'D1']]],
  ['messages', []],
] as const)('the tab %s', async (tab, done) => {
  const room = testRoom();
  await homeOpened.handle({ event: { user: 'U1', tab, channel: 'D1' } }, room);
  expect(room.fixes).toEqual(done);
});
