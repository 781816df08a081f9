import { expect, test } from 'vitest';
import { ABSENT, ANONYMOUS, asked, authorization, credentials, foundBy, passedOver } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const refused = authorization(asked(ANONYMOUS, 'login-needed'));
const over = (key: string, why: 'port' | 'sibling' | 'foreign') =>
  credentials({ passedOver: [passedOver(key, why)] });

test('a login filed under another port fails, with both names', () => {
  const { text } = finding('credentials-wrong-host', {
    credentials: over('harbor.acme.test:8443', 'port'),
    authorization: refused,
  });
  expect(text).toContain('for `harbor.acme.test:8443`, not for `harbor.acme.test`: the port differs');
});

test('the only private login of the pod was probably meant', () => {
  const facts = { credentials: over('registry.acme.test', 'foreign'), authorization: refused };
  expect(finding('credentials-wrong-host', facts).text).toContain('only private login');
});

test('a public image passes whatever its secrets', () => {
  const facts = {
    credentials: over('harbor.acme.test:8443', 'port'),
    authorization: authorization(asked(ANONYMOUS, 'granted')),
    manifest: foundBy(ANONYMOUS),
  };
  expect(outcome('credentials-wrong-host', facts)).toBe('pass');
});

test('near misses: a public registry’s login, no login at all, an absent repository', () => {
  expect(
    outcome('credentials-wrong-host', { credentials: over('ghcr.io', 'foreign'), authorization: refused }),
  ).toBe('pass');
  expect(outcome('credentials-wrong-host', { credentials: credentials(), authorization: refused })).toBe(
    'pass',
  );
  const facts = {
    credentials: over('harbor.acme.test:8443', 'port'),
    authorization: refused,
    repository: ABSENT,
  };
  expect(outcome('credentials-wrong-host', facts)).toBe('skip');
});

test('a login for loopback was written by a platform that has a wrong address', () => {
  const steps = (key: string) =>
    finding('credentials-wrong-host', {
      credentials: credentials({ passedOver: [passedOver(key, 'foreign')] }),
      authorization: authorization(asked(ANONYMOUS, 'login-needed')),
    })
      .steps('en')
      .join('\n');
  expect(steps('127.0.0.1:5000')).toContain('correct the address of the registry there');
  expect(steps('registry.other.test')).not.toContain('loopback');
});
