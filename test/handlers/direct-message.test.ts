import { expect, test } from 'vitest';
import directMessage from '../../handlers/direct-message.ts';
import { testRoom } from './setup.ts';

const message = (text: string, more: Record<string, unknown> = {}) => ({
  event: { type: 'message', channel_type: 'im', user: 'U1', text, ts: '5.0', ...more },
});

test.each(['why-pull-fails shop/cart-0', '<@UBOT> why-pull-fails shop/cart-0'])(
  'words without and with a mention ask the same: %s',
  async (text) => {
    const room = testRoom({ sender: { channel: 'D1' } });
    await directMessage.handle(message(text), room);
    expect(room.asked).toEqual([
      {
        question: { kind: 'pull', namespace: 'shop', what: 'cart-0' },
        place: { channel: 'D1', thread: '5.0' },
      },
    ]);
  },
);

test('in a thread the answer stays there, and `explain` alone means the message above', async () => {
  const root = { text: 'manifest unknown' };
  const room = testRoom({ sender: { channel: 'D1', thread: '1.0' }, root });
  await directMessage.handle(message('explain'), room);
  expect(room.asked).toEqual([
    { question: { kind: 'explain', text: 'manifest unknown' }, place: { channel: 'D1', thread: '1.0' } },
  ]);
});

test('what to type instead needs no mention and no slash', async () => {
  const room = testRoom({ sender: { channel: 'D1' } });
  await directMessage.handle(message('wy-pull-fails cart-0'), room);
  expect(room.shown[0]).toContain('`why-pull-fails cart-0`');
  expect(room.shown[0]).not.toMatch(/@registry-medic|\/registry/);
});

test.each<[string, unknown]>([
  ['a message in a channel', message('status', { channel_type: 'channel' })],
  ['another bot’s message', message('status', { bot_id: 'B9' })],
  ['our own message', message('status', { user: 'UBOT' })],
  [
    'an edit, ours or theirs',
    {
      event: {
        type: 'message',
        subtype: 'message_changed',
        channel_type: 'im',
        ts: '6.0',
        message: { user: 'U1', text: 'status', ts: '5.0' },
      },
    },
  ],
  ['a deletion', message('status', { subtype: 'message_deleted' })],
  ['an event of another shape', { event: { type: 'message', channel_type: 'im' } }],
])('%s is left alone', async (_, body) => {
  const room = testRoom({ sender: { channel: 'D1' } });
  await directMessage.handle(body, room);
  expect([...room.asked, ...room.said]).toEqual([]);
});
