import { expect, test } from 'vitest';
import homeLookNow from '../../handlers/home-look-now.ts';
import { testRoom } from './setup.ts';

test('the registries are looked at for the one who pressed', async () => {
  const room = testRoom();
  await homeLookNow.handle({ view: { private_metadata: 'D1' } }, room);
  expect(room.asked).toEqual([{ question: { kind: 'status' }, place: { channel: 'D1', thread: null } }]);
});
