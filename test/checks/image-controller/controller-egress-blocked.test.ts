import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'controller-egress-blocked';
const facts = (over: object = {}) => ({
  'controller-egress': {
    namespace: 'edge-system',
    pod: 'image-controller-0',
    policies: ['only-names'],
    https: 'no',
    dns: 'anywhere',
    labels: {},
    shut: [],
    ...over,
  },
});

test('names only: 443 is missing, and the patch that adds it', () => {
  const { text, steps } = finding(ID, facts(), installation());
  expect(text).toBe(
    'The network policy `edge-system/only-names` lets `image-controller-0` go nowhere on port 443.',
  );
  expect(steps('en').join('\n')).toContain('patch networkpolicy only-names --type json');
});

test('no policy passes', () => {
  expect(outcome(ID, facts({ policies: [], https: 'anywhere' }), installation())).toBe('pass');
});

test('near miss: 443 to certain addresses only may well be the registry', () => {
  expect(outcome(ID, facts({ https: 'some' }), installation())).toBe('pass');
});

test('443 is open, but to other addresses than the source’s', () => {
  const shut = [{ source: 'harbor.acme.test:8443', address: '10.0.0.5', port: 8443 }];
  const { text, steps } = finding(ID, facts({ https: 'some', shut }), installation());
  expect(text).toContain('reach its source `harbor.acme.test:8443` (`10.0.0.5:8443`)');
  expect(steps('en').join('\n')).toContain('"cidr":"10.0.0.5/32"');
});
