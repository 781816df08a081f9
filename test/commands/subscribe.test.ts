import { expect, test } from 'vitest';
import subscribe from '../../commands/subscribe.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

test.each([
  [[], null],
  [['clusters=prod,staging'], { clusters: ['prod', 'staging'] }],
  [
    ['namespace=shop-*', 'namespaces=pay', 'severity=Critical'],
    { namespaces: ['shop-*', 'pay'], severities: ['critical'] },
  ],
  [['--cluster=pro*'], { clusters: ['pro*'] }],
])('%j', (typed, wants) => {
  expect(subscribe.parse(typed, KNOWN)).toEqual({ act: { do: 'subscribe', wants } });
});

test.each([
  [['clusters=prd'], /no cluster `prd`/],
  [['severity=page'], /`page` is no severity/],
  [['shop'], /cannot read `shop`/],
  [['namespaces='], /cannot read/],
  [['team=a'], /cannot read/],
])('%j is told what to write', (typed, says) => {
  expect(() => subscribe.parse(typed, KNOWN)).toThrow(UsageError);
  expect(() => subscribe.parse(typed, KNOWN)).toThrow(says);
});
