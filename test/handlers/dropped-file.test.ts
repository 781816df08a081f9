import { expect, test } from 'vitest';
import droppedFile from '../../handlers/dropped-file.ts';
import type { Dropped } from '../../src/slack/dropped-file.ts';
import { testRoom } from './setup.ts';

const shared = (channel: string, user = 'U1') => ({
  event: { type: 'file_shared', file_id: 'F1', channel_id: channel, user_id: user },
});
const there = (channel: string, name: string, thread: string | null): Dropped => ({
  is: 'there',
  file: { id: 'F1', name, bytes: 10, url: 'https://files.example.test/F1', channel, ts: '5.0', thread },
});
const FROM_US = { '1.0': { user: 'UBOT', text: 'The pull secret …' } };

test('dropped into a thread of ours: asked offline, answered in that thread', async () => {
  const room = testRoom({ dropped: there('C1', 'must-gather.tar.gz', '1.0'), messages: FROM_US });
  await droppedFile.handle(shared('C1'), room);
  expect(room.asked).toEqual([
    {
      question: { kind: 'offline', file: 'f-1', name: 'must-gather.tar.gz' },
      place: { channel: 'C1', thread: '1.0' },
    },
  ]);
});

test('with a mention and a verb: that is asked of the file', async () => {
  const messages = { '5.0': { user: 'U1', text: '<@UBOT> why-pull-fails shop/cart-0' } };
  const room = testRoom({ dropped: there('C1', 'pods.yaml', null), messages });
  await droppedFile.handle(shared('C1'), room);
  expect(room.asked).toMatchObject([
    {
      question: { kind: 'offline', name: 'pods.yaml', asked: ['why-pull-fails', 'shop/cart-0'] },
      place: { channel: 'C1', thread: '5.0' },
    },
  ]);
});

test('written to the bot alone, with words that are no verb: all it can tell', async () => {
  const messages = { '5.0': { user: 'U1', text: 'please look at this' } };
  const room = testRoom({ dropped: there('D1', 'core.log', null), messages });
  await droppedFile.handle(shared('D1'), room);
  expect(room.asked[0]?.question).toEqual({ kind: 'offline', file: 'f-1', name: 'core.log' });
});

test.each([
  ['into a channel, to nobody', there('C1', 'pods.yaml', null), {}],
  ['into a thread of others', there('C1', 'pods.yaml', '1.0'), { '1.0': { user: 'U2', text: 'hi' } }],
  ['an image into our thread', there('C1', 'cat.png', '1.0'), FROM_US],
  ['what may not be seen', { is: 'hidden', says: 'file_not_found' } as const, FROM_US],
])('near miss, left alone: %s', async (_, dropped, messages) => {
  const room = testRoom({ dropped, messages });
  await droppedFile.handle(shared('C1'), room);
  expect([...room.asked, ...room.said]).toEqual([]);
});

test('our own uploads are left alone', async () => {
  const room = testRoom({ dropped: there('C1', 'bundle.tar.gz', '1.0'), messages: FROM_US });
  await droppedFile.handle(shared('C1', 'UBOT'), room);
  expect(room.asked).toEqual([]);
});

test.each([
  [{ is: 'too-large' } as const, /larger than 32 MB/],
  [{ is: 'refused', says: 'missing_scope' } as const, /files:read/],
  [{ is: 'refused', says: 'HTTP 404' } as const, /HTTP 404/],
])('%o is told', async (taken, says) => {
  const room = testRoom({ dropped: there('C1', 'b.tgz', '1.0'), messages: FROM_US, taken });
  await droppedFile.handle(shared('C1'), room);
  expect(room.asked).toEqual([]);
  expect(room.said[0]).toMatch(says);
});
