/** A message shortcut, as Bolt receives it. */
import { afterEach, expect, test } from 'vitest';
import { type Connected, connected } from '../setup.ts';

let running: Connected | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test.each(['socket', 'http'] as const)(
  'over %s the app gets the message, its channel and a way to answer',
  async (transport) => {
    const bodies: Record<string, unknown>[] = [];
    running = await connected(transport, (app) => {
      app.shortcut('explain_message', async ({ ack, body }) => {
        await ack();
        bodies.push({ ...body });
      });
    });
    const { answer: said } = await running.post('/sandbox/message', {
      user: 'rosa',
      channel: 'shop',
      text: 'manifest unknown',
    });
    const used = await running.post('/sandbox/shortcut', {
      user: 'rosa',
      channel: 'shop',
      message_ts: said['ts'],
      callback_id: 'explain_message',
    });
    expect(used).toMatchObject({ status: 200, answer: { ok: true } });
    expect(bodies).toMatchObject([
      {
        type: 'message_action',
        callback_id: 'explain_message',
        message_ts: said['ts'],
        message: { ts: said['ts'], text: 'manifest unknown' },
        channel: { name: 'shop' },
      },
    ]);
    expect(bodies[0]?.['response_url']).toMatch(/^http:\/\//);
    expect(bodies[0]?.['trigger_id']).toEqual(expect.any(String));
  },
);

test('a message that is not there is refused with what to send', async () => {
  running = await connected('socket', () => {});
  const refused = await running.post('/sandbox/shortcut', {
    user: 'rosa',
    channel: 'shop',
    message_ts: '1.0',
    callback_id: 'explain_message',
  });
  expect(refused).toMatchObject({ status: 400, answer: { ok: false, error: 'bad_request' } });
});
