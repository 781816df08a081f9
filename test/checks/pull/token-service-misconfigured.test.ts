import { expect, test } from 'vitest';
import { ANONYMOUS, asked, authorization, challenge, LOGIN } from '../facts.ts';
import { finding, outcome } from '../given.ts';

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
