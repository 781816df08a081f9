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
  [['clusters=PROD,', 'staging'], { clusters: ['prod', 'staging'] }],
  [['clusters=*'], { clusters: ['*'] }],
])('%j', (typed, wants) => {
  expect(subscribe.parse(typed, KNOWN)).toEqual({ act: { do: 'subscribe', wants } });
});

test.each([
  [['clusters=prd'], /no cluster `prd`/],
  [['severity=page'], /no severity `page`/],
  [['shop'], /I read `shop`/],
  [['namespaces='], /needs a value/],
  [['team=a'], /I read `team=a`/],
  [['clusters=eu-*'], /`eu-\*` fits no cluster/],
  [['namespaces=shop_eu'], /no name a namespace can have/],
])('%j is told what to write', (typed, says) => {
  expect(() => subscribe.parse(typed, KNOWN)).toThrow(UsageError);
  expect(() => subscribe.parse(typed, KNOWN)).toThrow(says);
});

test.each([
  [
    ['clusters=staging,prd', 'severity=critical'],
    '/registry subscribe clusters=staging,prod severity=critical',
  ],
  [['clusters=prod', 'severity=warn'], '/registry subscribe clusters=prod severity=warning'],
])('%j: the line is offered again with the nearest name', (typed, line) => {
  try {
    subscribe.parse(typed, KNOWN);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ tries: expect.arrayContaining([line]) });
  }
});
