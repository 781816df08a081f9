import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'nothing-cleans-images';
const old = (name: string, used: 'used' | 'unused' | 'unknown') => ({
  namespace: 'production',
  name,
  image: `shop/${name}:1`,
  lastSynced: '2023-05-01T00:00:00Z',
  used,
});
const facts = (over: object = {}) => ({
  'image-cleanup': {
    policies: [],
    repositories: 4,
    old: [old('cart', 'used'), old('legacy', 'unused')],
    ...over,
  },
});

test('no policy, and two old Repositories of which one is used', () => {
  const { text, steps } = finding(ID, facts(), installation());
  expect(text).toContain('2 Repositories were not synced for 180 days, 1 of them still used by pods');
  const printed = steps('en').join('\n');
  expect(printed).toContain('kind: ImageCleanupPolicy');
  expect(printed).toContain('`production/legacy` (2023-05-01)');
  expect(printed).not.toContain('`production/cart`');
});

test('a policy passes', () => {
  expect(outcome(ID, facts({ policies: ['edge-system/keep'] }), installation())).toBe('pass');
});

test('near miss: nothing is copied, so nothing needs cleaning', () => {
  expect(outcome(ID, facts({ repositories: 0, old: [] }), installation())).toBe('pass');
});
