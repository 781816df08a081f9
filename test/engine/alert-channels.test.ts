import { describe, expect, test } from 'vitest';
import {
  type ChannelRule,
  channelsFor,
  type Mute,
  settingsOf,
  silentUntil,
  usualCluster,
  wants,
} from '../../src/engine/alert-channels.ts';

const now = new Date('2026-01-10T12:00:00Z');
const by = 'U024BE7LH';
const target = { cluster: 'prod', namespace: 'shop-eu', pod: 'cart-0', image: 'r.test/shop/cart:1' };
const told = { target, severity: 'warning' } as const;
const mute = (subject: string | null, until = '2026-01-10T13:00:00Z'): Mute => ({
  channel: 'C1',
  subject,
  until,
  by,
});
const setting = (rule: Partial<ChannelRule>, ...mutes: readonly Mute[]) => ({
  rule: { channel: 'C1', ...rule },
  from: 'file' as const,
  mutes,
});

describe('what a channel wants', () => {
  test.each([
    ['nothing named: everything', {}, told, true],
    ['its cluster', { clusters: ['prod'] }, told, true],
    ['another cluster', { clusters: ['stage'] }, told, false],
    ['a cluster by glob', { clusters: ['pro*'] }, told, true],
    ['a namespace by glob', { namespaces: ['shop-*'] }, told, true],
    ['another namespace', { namespaces: ['shop'] }, told, false],
    ['its severity', { severities: ['critical', 'warning'] }, told, true],
    ['another severity', { severities: ['critical'] }, told, false],
    ['all of the lists have to fit', { clusters: ['prod'], namespaces: ['pay'] }, told, false],
    [
      'what names no place',
      { clusters: ['prod'], namespaces: ['shop'] },
      { target: { registry: 'r.test' }, severity: null },
      true,
    ],
  ] as const)('%s', (_name, rule, what, fit) => {
    expect(wants(rule, what)).toBe(fit);
  });
});

describe('the file and what the channel said', () => {
  const quiet = { from: '22:00', to: '07:00', zone: 'UTC', except: ['critical'] } as const;
  const file: readonly ChannelRule[] = [{ channel: 'C1', clusters: ['prod'], quiet }, { channel: 'C2' }];

  test('a subscription replaces what is wanted and leaves quiet hours and the rest alone', () => {
    const said = [{ channel: 'C1', wants: { namespaces: ['pay'] }, by, at: now.toISOString() }];
    expect(settingsOf(file, said, [mute('cart')])).toEqual([
      { rule: { channel: 'C1', quiet, namespaces: ['pay'] }, from: 'subscription', mutes: [mute('cart')] },
      { rule: { channel: 'C2' }, from: 'file', mutes: [] },
    ]);
  });

  test('who unsubscribed is told nothing; who is not in the file may subscribe', () => {
    const said = [
      { channel: 'C2', wants: null, by, at: now.toISOString() },
      { channel: 'C3', wants: {}, by, at: now.toISOString() },
    ];
    expect(settingsOf(file, said, []).map(({ rule }) => rule.channel)).toEqual(['C1', 'C3']);
  });
});

describe('silence', () => {
  const quiet = { from: '11:00', to: '14:00', zone: 'UTC', except: ['critical'] } as const;
  test.each([
    ['no mute, no quiet hours', setting({}), told, null],
    ['everything is muted', setting({}, mute(null)), told, '2026-01-10T13:00:00.000Z'],
    ['a mute that is over', setting({}, mute(null, '2026-01-10T11:59:59Z')), told, null],
    ['its pod', setting({}, mute('cart-0')), told, '2026-01-10T13:00:00.000Z'],
    ['its pod in its namespace', setting({}, mute('shop-eu/cart-0')), told, '2026-01-10T13:00:00.000Z'],
    ['its namespace by glob', setting({}, mute('shop-*')), told, '2026-01-10T13:00:00.000Z'],
    ['its image without the tag', setting({}, mute('r.test/shop/cart')), told, '2026-01-10T13:00:00.000Z'],
    ['a name that only begins alike', setting({}, mute('cart')), told, null],
    [
      'the alert by its name',
      setting({}, mute('KubePodNotReady')),
      { ...told, alertname: 'KubePodNotReady' },
      '2026-01-10T13:00:00.000Z',
    ],
    ['quiet hours', setting({ quiet }), told, '2026-01-10T14:00:00.000Z'],
    [
      'quiet hours and what they let through',
      setting({ quiet }),
      { target, severity: 'critical' as const },
      null,
    ],
    [
      'quiet hours and no severity told',
      setting({ quiet }),
      { target, severity: null },
      '2026-01-10T14:00:00.000Z',
    ],
    [
      'muted, let through by quiet hours',
      setting({ quiet }, mute(null)),
      { target, severity: 'critical' as const },
      '2026-01-10T13:00:00.000Z',
    ],
    [
      'the later of two ends',
      setting({ quiet }, mute(null), mute('cart-0', '2026-01-11T00:00:00Z')),
      told,
      '2026-01-11T00:00:00.000Z',
    ],
  ])('%s', (_name, of, what, end) => {
    expect(silentUntil(of, what, now)?.toISOString() ?? null).toBe(end);
  });
});

test('every channel that wants it, whom it calls, and how long it is silent', () => {
  const mention = { group: 'S0604QSJC', severities: ['critical'] } as const;
  const all = [
    setting({ channel: 'C1', mention }),
    setting({ channel: 'C2', clusters: ['stage'] }),
    setting({ channel: 'C3', namespaces: ['shop-*'] }, mute(null)),
  ];
  expect(channelsFor({ target, severity: 'critical' }, all, now)).toEqual([
    { channel: 'C1', mention: 'S0604QSJC', silentUntil: null },
    { channel: 'C3', mention: null, silentUntil: new Date('2026-01-10T13:00:00Z') },
  ]);
  expect(channelsFor(told, all, now)[0]?.mention).toBeNull();
});

test('alerts that name no cluster mean the only one their channel is for', () => {
  expect(
    [{ clusters: ['prod'] }, { clusters: ['prod', 'stage'] }, { clusters: ['prod*'] }, {}].map(usualCluster),
  ).toEqual(['prod', null, null, null]);
});
