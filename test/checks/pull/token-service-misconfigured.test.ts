import { expect, test } from 'vitest';
import {
  ANONYMOUS,
  asked,
  attempt,
  authorization,
  challenge,
  credentials,
  foundBy,
  LOGIN,
  manifest,
  REGCRED,
} from '../facts.ts';
import { AT, finding, outcome } from '../given.ts';

test('a realm that nobody can ask fails', () => {
  const facts = {
    challenge: challenge({ realm: 'https://core-proxy/service/token' }),
    authorization: authorization(asked(ANONYMOUS, 'failed', 'getaddrinfo ENOTFOUND core-proxy')),
  };
  expect(finding('token-service-misconfigured', facts).text).toContain('https://core-proxy/service/token');
});

test('a challenge without a realm fails', () => {
  const facts = {
    challenge: challenge({ realm: null }),
    authorization: authorization(asked(ANONYMOUS, 'failed', 'no realm')),
  };
  expect(finding('token-service-misconfigured', facts).text).toContain('names no token service');
});

test('a token service that answers anybody passes', () => {
  const facts = {
    challenge: challenge(),
    authorization: authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'failed')),
  };
  expect(outcome('token-service-misconfigured', facts)).toBe('pass');
});

test('near miss: a registry with Basic has no token service', () => {
  const facts = {
    challenge: challenge({ scheme: 'basic', realm: 'Registry' }),
    authorization: { scheme: 'basic', asked: [] },
  };
  expect(outcome('token-service-misconfigured', facts)).toBe('pass');
});

const MINUTE = 60_000;
const iso = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();
const times = {
  audience: ['harbor-registry'],
  issuedAt: AT,
  notBefore: AT,
  expiresAt: iso(30 * MINUTE),
  livesS: 1800,
};
const granted = (change: object) => ({
  challenge: challenge(),
  authorization: authorization({
    ...asked(ANONYMOUS, 'granted', '200 OK'),
    actions: ['pull'],
    times: { ...times, ...change },
  }),
});
const refusal = manifest([attempt(ANONYMOUS, 'unauthorized', '401 Unauthorized: invalid token')]);

test.each([
  [{ issuedAt: iso(10 * MINUTE) }, 'whose clock is wrong: a token good from 2026-03-01T03:10'],
  [{ expiresAt: iso(-10 * MINUTE) }, 'whose clock is wrong: a token expired at 2026-03-01T02:50'],
  [{ audience: ['other'] }, 'they are made for other; the registry calls itself harbor-registry'],
  [{}, 'refuses the tokens of its own token service'],
])('a token that its registry refuses, with %j: why is told by the token itself', (change, says) => {
  const { text, evidence } = finding('token-service-misconfigured', {
    ...granted(change),
    manifest: refusal,
  });
  expect(text).toContain(says);
  expect(evidence.map(({ source }) => source).join(' ')).toMatch(
    /^registry token service \S+ (its token )?registry$/,
  );
});

test('tokens that live less than they must, where everything else works', () => {
  const facts = { ...granted({ livesS: 20 }), manifest: foundBy(ANONYMOUS) };
  expect(finding('token-service-misconfigured', facts).text).toContain('live only 20 s');
});

test('near misses: a short life where the manifest is not had, a clock that the registry does not mind', () => {
  const missing = manifest([attempt(ANONYMOUS, 'not-found')]);
  const run = (facts: object) => outcome('token-service-misconfigured', { ...facts });
  expect(run({ ...granted({ livesS: 20 }), manifest: missing })).toBe('pass');
  expect(run({ ...granted({ issuedAt: iso(10 * MINUTE) }), manifest: foundBy(ANONYMOUS) })).toBe('pass');
});

test('a realm that fails: its address is compared with the registry’s', () => {
  const facts = {
    challenge: challenge({ realm: 'http://core/service/token' }),
    authorization: authorization(asked(ANONYMOUS, 'failed', 'core: no such host')),
  };
  expect(finding('token-service-misconfigured', facts).evidence.map(({ says }) => says)).toEqual([
    'WWW-Authenticate: Bearer realm="http://core/service/token",service="harbor-registry"',
    'core: another host than the registry, harbor.acme.test',
    'http, though the registry speaks TLS',
    'core: no such host',
  ]);
});

const granting = authorization({
  ...asked(LOGIN, 'granted', '200 OK, a token that grants `pull`'),
  actions: ['pull'],
});

test('near miss: a token that is believed, or a right that is denied', () => {
  for (const ended of ['not-found', 'denied'] as const) {
    const facts = {
      challenge: challenge(),
      authorization: granting,
      manifest: manifest([attempt(LOGIN, ended)]),
    };
    expect(outcome('token-service-misconfigured', facts)).toBe('pass');
  }
});

test('whose good token is refused is neither without a right nor without a login', () => {
  const facts = {
    credentials: credentials({ matching: [REGCRED] }),
    authorization: granting,
    manifest: manifest([attempt(LOGIN, 'unauthorized')]),
  };
  expect(outcome('permission-denied', facts)).toBe('skip');
  expect(outcome('credentials-invalid', facts)).toBe('skip');
});

const cargo = (over: object = {}) => ({
  challenge: challenge(),
  authorization: authorization(asked(LOGIN, 'login-refused')),
  'cargo-logins': {
    proxy: 'Tengine/2.3.3',
    admin: 'accepted',
    accepted: [],
    refused: [{ username: 'ci', says: '401 Unauthorized', by: 'token service' }],
    token: {
      service: { namespace: 'default', type: 'NodePort', port: 8081, nodePort: 30_099 },
      dials: [{ address: '192.168.129.10', ended: 'open', says: 'open' }],
    },
    asked: [],
    ...over,
  },
});

test('Cargo takes only admin, though its cluster’s token service could be asked: another one is', () => {
  const { text, steps, evidence } = finding('token-service-misconfigured', cargo());
  expect(text).toContain(
    'does not ask this cluster’s token service but its built-in one or another cluster’s',
  );
  expect(text).toContain('only `admin` gets tokens, `ci` and every pipeline are refused');
  expect(steps('en')[0]).toContain('`192.168.129.10`');
  expect(evidence.map(({ says }) => says).join('\n')).toContain('no line about those users');
});

test('Cargo’s token service is silent: the built-in one answers', () => {
  const token = {
    service: { namespace: 'default', type: 'NodePort', port: 8081, nodePort: 30_099 },
    dials: [{ address: '192.168.129.10', ended: 'refused', says: 'ECONNREFUSED' }],
  };
  expect(finding('token-service-misconfigured', cargo({ token, asked: null })).text).toContain(
    'uses its built-in token service',
  );
});

test('near miss: it was asked, and refused the login', () => {
  expect(outcome('token-service-misconfigured', cargo({ asked: ['login of ci refused'] }))).toBe('pass');
});
