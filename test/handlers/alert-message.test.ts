import { expect, test } from 'vitest';
import alertMessage from '../../handlers/alert-message.ts';
import { testRoom } from './setup.ts';

const event = {
  type: 'message',
  subtype: 'bot_message',
  bot_id: 'B1',
  channel: 'C1',
  ts: '1795000000.000100',
  attachments: [{ title: '[FIRING:1] KubePodNotReady shop (prod cart-0 warning)' }],
};

test('an alert is handed on with its place', async () => {
  const room = testRoom();
  await alertMessage.handle({ event }, room);
  expect(room.heard).toMatchObject([
    { place: { channel: 'C1', ts: '1795000000.000100' }, news: [{ alert: { target: { pod: 'cart-0' } } }] },
  ]);
});

test.each([
  ['our own words', { event: { ...event, bot_id: 'BBOT' } }],
  ['talk', { event: { type: 'message', user: 'U1', channel: 'C1', ts: '1.0', text: 'good morning' } }],
  ['a body that is none', {}],
])('%s: no word, no question', async (_name, body) => {
  const room = testRoom();
  await alertMessage.handle(body, room);
  expect([room.heard, room.asked, room.said]).toEqual([[], [], []]);
});
