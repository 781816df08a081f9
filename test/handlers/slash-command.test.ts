import { expect, test } from 'vitest';
import slashCommand from '../../handlers/slash-command.ts';
import { testRoom } from './setup.ts';

test('what was typed becomes a question with a message of its own in the channel', async () => {
  const room = testRoom();
  await slashCommand.handle({ text: 'why-pull-fails “shop/cart-0” —cluster prod' }, room);
  expect(room.asked).toEqual([
    {
      question: { kind: 'pull', namespace: 'shop', what: 'cart-0', cluster: 'prod' },
      place: { channel: 'C1', thread: null },
    },
  ]);
  expect(room.said).toEqual([]);
});

test('without words, help is said and nothing is asked', async () => {
  const room = testRoom();
  await slashCommand.handle({}, room);
  expect(room.said[0]).toContain('why-pull-fails <pod'.replace('<', '&lt;'));
  expect(room.asked).toEqual([]);
});

test('what cannot be read is answered with what to type', async () => {
  const room = testRoom();
  await slashCommand.handle({ text: 'why-pull-fails cart-0 --cluster prd' }, room);
  expect(room.said).toEqual(['I know no cluster prd. Clusters here: prod.']);
  expect(room.shown[0]).toContain('/registry why-pull-fails cart-0 --cluster prod');
  expect(room.asked).toEqual([]);
});

test('a failure of ours is not taken for a slip of the person', async () => {
  const room = { ...testRoom(), ask: () => Promise.reject(new Error('Redis is away')) };
  await expect(slashCommand.handle({ text: 'status' }, room)).rejects.toThrow('Redis is away');
});
