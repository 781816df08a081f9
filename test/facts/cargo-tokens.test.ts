import { expect, test } from 'vitest';
import { strayTokens } from '../../src/facts/cargo-tokens.ts';
import type { CargoLoginsFact } from '../../src/probes/cargo-logins.ts';

const SERVICE = { namespace: 'default', type: 'NodePort', port: 8081, nodePort: 30_099 };
const OPEN = { address: '192.168.129.10', ended: 'open', says: 'open' } as const;
const SHUT = { address: '192.168.129.10', ended: 'refused', says: 'ECONNREFUSED' } as const;

const of = (over: Partial<CargoLoginsFact> = {}) =>
  strayTokens({
    proxy: 'Tengine/2.3.3',
    admin: 'accepted',
    accepted: [],
    refused: [{ username: 'ci', says: '401 Unauthorized', by: 'token service' }],
    token: { service: SERVICE, dials: [OPEN] },
    asked: [],
    ...over,
  });

test('only admin gets in, and the token service never heard of the others: it is not the one that is asked', () => {
  expect(of()).toEqual({
    is: 'elsewhere',
    address: '192.168.129.10:30099',
    users: ['ci'],
    admin: 'accepted',
  });
});

test.each([
  ['is silent', { service: SERVICE, dials: [SHUT] }],
  ['has no NodePort', { service: { ...SERVICE, nodePort: null }, dials: [] }],
  ['is not there', { service: null, dials: [] }],
] as const)('the token service %s: the built-in one answers', (_, token) => {
  expect(of({ token, admin: 'untried', asked: null })).toMatchObject({ is: 'built-in' });
});

test.each([
  ['the token service was asked and refused', { asked: ['login of ci refused: wrong password'] }],
  ['another user gets in', { accepted: ['builder'] }],
  ['no administrator to compare with', { admin: 'untried' }],
  ['its log was not read', { asked: null }],
] as const)('near miss: %s', (_, over) => {
  expect(of(over)).toBeNull();
});
