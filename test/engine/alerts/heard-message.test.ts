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

  test('resolved without a word of what it was about: what it told before is over', () => {
    expect(of(edit(`[FIRING:1] ${TITLE}`, '[RESOLVED] KubePodNotReady'))).toEqual([
      ['resolved', 'cart-0', `${first} 1795000600.000200`],
    ]);
    expect(of(edit(`[FIRING:1] ${TITLE}`, '[RESOLVED] KubePodCrashLooping'))).toBeUndefined();
  });

  test('what an edit told is not told again by the next one that leaves it as it stands', () => {
    const [other, at] = [TITLE.replace('cart-0', 'cart-1'), '1795001200.000300'];
    const next = edit(`[FIRING:1] ${other}`, `[FIRING:1] :fire: ${other}`, at);
    const edited = { user: 'B1', ts: '1795000600.000000' };
    expect(of({ ...next, previous_message: { ...next.previous_message, edited } })).toBeUndefined();
    const ended = edit(`[FIRING:1] ${other}`, `[RESOLVED] ${other}`, at);
    expect(of({ ...ended, previous_message: { ...ended.previous_message, edited } })).toEqual([
      ['resolved', 'cart-1', `${first} ${at}`],
    ]);
  });

  test('what a person pasted: talk becomes an error, its pod is corrected, and nothing ends by a word of thanks', () => {
    const person = (said: string, more: object = {}) => ({
      type: 'message',
      user: 'U1',
      channel: 'C1',
      ts: '1795000000.000100',
      text: said,
      ...more,
    });
    const says = (before: string, now: string, at: string, more: object = {}) => ({
      ...edit('', '', at),
      message: person(now, { edited: { user: 'U1', ts: at } }),
      previous_message: person(before, more),
    });
    const pod = (name: string): string => `pod ${name} in ns shop on cluster prod: ImagePullBackOff`;
    expect(of(says('help please', pod('cart-0'), '1795000060.000200'))).toEqual([
      ['firing', 'cart-0', `${first} 1795000060.000200`],
    ]);
    const edited = { user: 'U1', ts: '1795000060.000200' };
    expect(of(says(pod('cart-0'), pod('cart-1'), '1795000120.000300', { edited }))).toEqual([
      ['firing', 'cart-1', `${first} 1795000120.000300`],
      ['resolved', 'cart-0', `${first} 1795000120.000300`],
    ]);
    expect(
      of(says(pod('cart-1'), `${pod('cart-1')} (thanks)`, '1795000180.000400', { edited })),
    ).toBeUndefined();
    expect(of(says(pod('cart-1'), 'never mind', '1795000240.000500', { edited }))).toBeUndefined();
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
