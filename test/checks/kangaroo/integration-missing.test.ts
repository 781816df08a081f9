import { expect, test } from 'vitest';
import { finding, outcome, UNKNOWN } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'integration-missing';
const pull = installation({ product: 'kangaroo' });

test('no RegistrySecret at all', () => {
  expect(finding(ID, { integrations: [] }, pull).text).toContain('holds no RegistrySecret');
});

test('one integration passes, even one whose check fails', () => {
  const one = { namespace: 'kangaroo-system', name: 'a', host: null, state: null };
  expect(outcome(ID, { integrations: [one] }, pull)).toBe('pass');
});

test('near miss: that they may not be read does not mean that there are none', () => {
  expect(outcome(ID, { integrations: UNKNOWN }, pull)).toBe('error');
});
