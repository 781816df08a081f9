import { expect, test } from 'vitest';
import { readDelivery } from '../../src/bot/delivery.ts';

const mention = (more: Record<string, unknown> = {}, event: Record<string, unknown> = {}) => ({
  type: 'event_callback',
  event_id: 'Ev1',
  event: { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.0', text: 'x', ...event },
  ...more,
});

test('a mention delivered under another event id is the same', () => {
  expect(readDelivery(mention({ event_id: 'Ev2' })).key).toBe(readDelivery(mention()).key);
});

test('the message event of a mention, an edit of it and another channel are others', () => {
  const keys = [
    mention(),
    mention({}, { type: 'message' }),
    mention({}, { edited: { user: 'U1', ts: '2.0' } }),
    mention({}, { channel: 'C2' }),
  ].map((body) => readDelivery(body).key);
  expect(new Set(keys).size).toBe(4);
});

test('a command is told by its trigger, and knows who asked from where', () => {
  const command = {
    command: '/registry',
    trigger_id: 't1',
    user_id: 'U1',
    channel_id: 'C1',
    response_url: 'https://answers.acme.test/1',
  };
  expect(readDelivery(command)).toMatchObject({
    kind: 'command',
    sender: { user: 'U1', channel: 'C1', thread: null },
    replyThread: null,
    answerUrl: 'https://answers.acme.test/1',
  });
  expect(readDelivery({ ...command, text: 'other' }).key).toBe(readDelivery(command).key);
  expect(readDelivery({ ...command, trigger_id: 't2' }).key).not.toBe(readDelivery(command).key);
});

test('a button in a thread is answered in that thread', () => {
  const action = {
    type: 'block_actions',
    trigger_id: 't3',
    user: { id: 'U2' },
    channel: { id: 'C1' },
    container: { message_ts: '2.0', thread_ts: '1.0' },
  };
  expect(readDelivery(action)).toMatchObject({ kind: 'action', sender: { user: 'U2', thread: '1.0' } });
});

test('what is not understood gets a key of its own and harms nothing', () => {
  const [one, other] = [{ type: 'new_thing', a: 1 }, { user: 7 }].map((body) => readDelivery(body));
  expect(one).toMatchObject({ kind: 'other' });
  expect(one?.key).not.toBe(other?.key);
});
