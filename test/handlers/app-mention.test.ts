import { expect, test } from 'vitest';
import appMention from '../../handlers/app-mention.ts';
import { testRoom } from './setup.ts';

const mention = (text: string, more: Record<string, unknown> = {}) => ({
  event: { text, ts: '5.0', ...more },
});

test('in a thread the answer stays in the thread', async () => {
  const room = testRoom({ sender: { thread: '1.0' } });
  await appMention.handle(mention('<@UBOT> why-pull-fails `shop/cart-0`'), room);
  expect(room.asked).toEqual([
    {
      question: { kind: 'pull', namespace: 'shop', what: 'cart-0' },
      place: { channel: 'C1', thread: '1.0' },
    },
  ]);
});

test('in the channel the mention itself becomes the thread', async () => {
  const room = testRoom();
  await appMention.handle(mention('please <@UBOT> status'), room);
  expect(room.asked).toEqual([{ question: { kind: 'status' }, place: { channel: 'C1', thread: '5.0' } }]);
});

test('what to type instead can be typed in a thread', async () => {
  const room = testRoom({ sender: { thread: '1.0' } });
  await appMention.handle(mention('<@UBOT> wy-pull-fails cart-0'), room);
  expect(room.shown[0]).toContain('@registry-medic why-pull-fails cart-0');
  expect(room.shown[0]).not.toContain('/registry why');
});

test('another bot’s mention is left alone: two bots would answer each other for ever', async () => {
  const room = testRoom();
  await appMention.handle(mention('<@UBOT> status', { bot_id: 'B9' }), room);
  expect([...room.asked, ...room.said]).toEqual([]);
});

test('`explain` with a text takes it whole; alone in a thread it means the message above', async () => {
  const given = testRoom({ sender: { thread: '1.0' } });
  await appMention.handle(mention('<@UBOT> explain Get "https://h/v2/": EOF'), given);
  expect(given.asked[0]?.question).toEqual({ kind: 'explain', text: 'Get "https://h/v2/": EOF' });

  const root = { text: '', attachments: [{ text: 'manifest unknown' }] };
  const above = testRoom({ sender: { thread: '1.0' }, root });
  await appMention.handle(mention('<@UBOT> explain'), above);
  expect(above.asked).toEqual([
    { question: { kind: 'explain', text: 'manifest unknown' }, place: { channel: 'C1', thread: '1.0' } },
  ]);

  const nothing = testRoom();
  await appMention.handle(mention('<@UBOT> explain'), nothing);
  expect(nothing.said[0]).toContain('Which error?');
});
