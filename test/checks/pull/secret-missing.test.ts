import { expect, test } from 'vitest';
import { ABSENT, ANONYMOUS, asked, authorization, credentials, foundBy, LOGIN, REGCRED } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const refused = authorization(asked(ANONYMOUS, 'login-needed'));
const named = credentials({ missingSecrets: ['regcred'] });

test('a named secret that does not exist, where a login is needed, fails', () => {
  const { text } = finding('secret-missing', { credentials: named, authorization: refused });
  expect(text).toBe(
    'The pod names pull secret `regcred`, which does not exist in namespace `shop`, and `harbor.acme.test` wants a login.',
  );
});

test('no missing secret passes', () => {
  expect(outcome('secret-missing', { credentials: credentials(), authorization: refused })).toBe('pass');
});

test('near misses: a missing secret that nobody needs', () => {
  const open = {
    credentials: named,
    authorization: authorization(asked(ANONYMOUS, 'granted')),
    manifest: foundBy(ANONYMOUS),
  };
  expect(outcome('secret-missing', open)).toBe('pass');
  const other = credentials({ missingSecrets: ['old'], matching: [REGCRED] });
  const bad = authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'login-needed'));
  expect(outcome('secret-missing', { credentials: other, authorization: bad })).toBe('pass');
  expect(outcome('secret-missing', { credentials: named, authorization: refused, repository: ABSENT })).toBe(
    'skip',
  );
});

test('unreadable secrets leave it open', () => {
  const unread = credentials({ missingSecrets: ['regcred'], unreadableSecrets: ['other'] });
  expect(outcome('secret-missing', { credentials: unread, authorization: refused })).toBe('skip');
  const alone = credentials({ unreadableSecrets: ['regcred'] });
  expect(outcome('secret-missing', { credentials: alone, authorization: refused })).toBe('skip');
});

test('the secret that kangaroo makes is asked for where it is made', () => {
  const made = credentials({ missingSecrets: ['registry-secret'] });
  const found = finding('secret-missing', { credentials: made, authorization: refused });
  expect(found.steps('en').join('\n')).toContain('bind the project to the workspace again');
  const other = finding('secret-missing', { credentials: named, authorization: refused });
  expect(other.steps('en').join('\n')).not.toContain('workspace');
});

test('other namespaces that lack it are named, and the loop is for them alone', () => {
  const namespaces = [
    { namespace: 'pay', pods: 3, secret: 'absent' },
    { namespace: 'data', pods: 1, secret: 'there' },
    { namespace: 'ml', pods: 1, secret: 'unread' },
  ];
  const facts = {
    credentials: named,
    authorization: refused,
    'secret-namespaces': { secret: 'regcred', namespaces },
  };
  const { text, evidence, steps } = finding('secret-missing', facts);
  expect(text).toContain('2 more namespaces lack it: `pay`, `ml`.');
  expect(evidence.map(({ says }) => says).join('\n')).toContain(
    'namespace pay: 3 pods name it and wait for an image; the secret is absent there too',
  );
  expect(steps('en').join('\n')).toContain('for ns in shop pay ml; do');
});
