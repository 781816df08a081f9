import { describe, expect, test } from 'vitest';
import { hearMessage } from '../../../src/engine/alerts/heard-message.ts';

const us = { botUser: 'UBOT', botId: 'BBOT' };
const TITLE = 'KubePodNotReady shop (prod cart-0 warning)';
const alert = (title: string, more: Record<string, unknown> = {}) => ({
  type: 'message',
  subtype: 'bot_message',
  bot_id: 'B1',
  channel: 'C1',
  channel_type: 'channel',
  ts: '1795000000.000100',
  text: '',
  attachments: [{ title }],
  ...more,
});
const edit = (before: string, now: string, at = '1795000600.000200') => ({
  type: 'message',
  subtype: 'message_changed',
  channel: 'C1',
  ts: at,
  event_ts: at,
  message: alert(now),
  previous_message: alert(before),
});
const of = (event: unknown) =>
  hearMessage(event, us)?.news.map(({ alert: { status, target }, delivery }) => [
    status,
    target.pod,
    delivery,
  ]);

test('an alert: where it stands, when, and what it tells', () => {
  expect(hearMessage(alert(`[FIRING:1] ${TITLE}`), us)).toMatchObject({
    place: { channel: 'C1', ts: '1795000000.000100' },
    at: '2026-11-18T11:06:40.000Z',
    news: [{ alert: { status: 'firing', alertname: 'KubePodNotReady', severity: 'warning' } }],
  });
});

describe('edits', () => {
  const first = 'C1 1795000000.000100';
  test('resolved in place: news of this edit', () => {
    expect(of(edit(`[FIRING:1] ${TITLE}`, `[RESOLVED] ${TITLE}`))).toEqual([
      ['resolved', 'cart-0', `${first} 1795000600.000200`],
    ]);
  });

  test('fires again in place: other news than the first time', () => {
    expect(of(edit(`[RESOLVED] ${TITLE}`, `[FIRING:1] ${TITLE}`, '1795001200.000300'))).toEqual([
      ['firing', 'cart-0', `${first} 1795001200.000300`],
    ]);
  });

  test('what stands as it stood is known from the first time', () => {
    expect(of(edit(`[FIRING:1] ${TITLE}`, `[FIRING:1] :fire: ${TITLE}`))).toEqual([
      ['firing', 'cart-0', first],
    ]);
  });

  test('what is no longer listed is over, what came is new', () => {
    const other = TITLE.replace('cart-0', 'cart-1');
    expect(of(edit(`[FIRING:1] ${TITLE}`, `[FIRING:1] ${other}`))).toEqual([
      ['firing', 'cart-1', `${first} 1795000600.000200`],
      ['resolved', 'cart-0', `${first} 1795000600.000200`],
    ]);
  });

  test('bookkeeping of Slack and edits that take the words away tell nothing', () => {
    expect(of(edit(`[FIRING:1] ${TITLE}`, `[FIRING:1] ${TITLE}`))).toBeUndefined();
    expect(of(edit(`[FIRING:1] ${TITLE}`, 'nothing to see here'))).toBeUndefined();
  });
});

test('a reply that goes to the channel too is answered in its thread', () => {
  const said = 'cart-0 in ns shop: ImagePullBackOff';
  const person = { type: 'message', user: 'U1', channel: 'C1', ts: '2.0', thread_ts: '1.0', text: said };
  expect(hearMessage({ ...person, subtype: 'thread_broadcast' }, us)?.place).toEqual({
    channel: 'C1',
    ts: '1.0',
  });
  expect(hearMessage(person, us)).toBeNull();
});

test.each<[string, unknown]>([
  ['our own message', alert(`[FIRING:1] ${TITLE}`, { user: 'UBOT' })],
  ['our own under another name', alert(`[FIRING:1] ${TITLE}`, { bot_id: 'BBOT' })],
  [
    'an edit of our own',
    {
      ...edit(`[FIRING:1] ${TITLE}`, `[RESOLVED] ${TITLE}`),
      message: alert(`[RESOLVED] ${TITLE}`, { user: 'UBOT' }),
    },
  ],
  ['a direct message', alert(`[FIRING:1] ${TITLE}`, { channel: 'D1', channel_type: 'im' })],
  ['a group of people', alert(`[FIRING:1] ${TITLE}`, { channel: 'G1', channel_type: 'mpim' })],
  [
    'a question to us',
    {
      type: 'message',
      user: 'U1',
      channel: 'C1',
      ts: '1.0',
      text: '<@UBOT> deployment/cart in prod-1: ImagePullBackOff',
    },
  ],
  ['an alert in a thread', alert(`[FIRING:1] ${TITLE}`, { thread_ts: '1.0' })],
  ['another alert', alert('[FIRING:1] KubePodCrashLooping shop (prod cart-0 warning)')],
  ['talk', { type: 'message', user: 'U1', channel: 'C1', ts: '1.0', text: 'lunch?' }],
  [
    'a deletion',
    {
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C1',
      ts: '3.0',
      previous_message: alert(`[FIRING:1] ${TITLE}`),
    },
  ],
  ['no message at all', null],
])('%s is left alone', (_name, event) => expect(hearMessage(event, us)).toBeNull());
