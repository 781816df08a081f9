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

const of = (name: string, host: string) => ({ namespace: 'kangaroo-system', name, host, state: null });
const hosted = { namespace: 'kangaroo-lrf04', name: 'trust-node-port', host: '10.6.232.5:30010' };

test('a hosted registry without an object of its own, beside others that have one', () => {
  const facts = { integrations: [of('acme', 'harbor.acme.test')], 'hosted-harbors': [hosted] };
  const { text, evidence } = finding(ID, facts, pull);
  expect(text).toContain('never integrated: `trust-node-port` (`10.6.232.5:30010`)');
  expect(evidence.map(({ says }) => says)).toEqual([
    'registrysecrets.kangaroo.io: acme (harbor.acme.test)',
    'HarborCluster kangaroo-lrf04/trust-node-port, 10.6.232.5:30010',
  ]);
});

test.each([
  ['name', of('trust-node-port', 'other.acme.test')],
  ['address', of('acme', '10.6.232.5:30010')],
])('near miss: integrated under the same %s', (_, integration) => {
  expect(outcome(ID, { integrations: [integration], 'hosted-harbors': [hosted] }, pull)).toBe('pass');
});
