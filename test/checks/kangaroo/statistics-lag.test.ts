import { expect, test } from 'vitest';
import { AT, finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'statistics-lag';
const pushed = (minutes: number) => ({
  'latest-push': {
    at: new Date(Date.parse(AT) - minutes * 60_000).toISOString(),
    who: 'ci',
    operation: 'create',
    kind: 'artifact',
    resource: 'shop/cart:1.8.2',
  },
});

test('pushed four minutes ago: wait', () => {
  expect(finding(ID, pushed(4), installation()).text).toBe(
    '`shop/cart:1.8.2` was pushed 4 min ago: the console may show its space only in 6 min, and that is no fault.',
  );
});

test('pushed an hour ago passes; no push says nothing', () => {
  expect(outcome(ID, pushed(60), installation())).toBe('pass');
  expect(outcome(ID, { 'latest-push': null }, installation())).toBe('skip');
});

test('near miss: after ten minutes it is no excuse any more', () => {
  expect(outcome(ID, pushed(9), installation())).toBe('fail');
  expect(outcome(ID, pushed(10), installation())).toBe('pass');
});
