import { expect, test } from 'vitest';
import { parseReference } from '../../../src/engine/reference.ts';
import {
  ABSENT,
  ANONYMOUS,
  asked,
  authorization,
  credentials,
  exists,
  foundBy,
  HIDDEN,
  kubelet,
  LOGIN,
  passedOver,
  REGCRED,
  reference,
} from '../facts.ts';
import { finding, outcome, PULL, UNKNOWN } from '../given.ts';

const anonymous = authorization(asked(ANONYMOUS, 'login-needed'));
const none = { credentials: credentials(), authorization: anonymous };

test('nobody logged in is refused, and the pod has no login', () => {
  const { text } = finding('credentials-missing', { ...none, repository: exists('1') });
  expect(text).toBe(
    '`harbor.acme.test/shop/cart:1.8.2` needs a login, and no pull secret of the pod has one for `harbor.acme.test`.',
  );
});

test('a hidden repository may as well not exist, and the sentence says so', () => {
  expect(finding('credentials-missing', { ...none, repository: HIDDEN }).text).toContain(
    'private, or does not exist',
  );
});

test('a service account that named its secret too late is told', () => {
  const late = { secrets: [], serviceAccount: { name: 'cart', state: 'found', notInPod: ['regcred'] } };
  expect(finding('credentials-missing', { ...none, 'pull-secrets': late }).text).toContain('created before');
});

test('a public image passes', () => {
  const facts = {
    ...none,
    authorization: authorization(asked(ANONYMOUS, 'granted')),
    manifest: foundBy(ANONYMOUS),
  };
  expect(outcome('credentials-missing', facts)).toBe('pass');
});

test('near misses: a login is there, meant for here, or named and missing', () => {
  const logged = authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'login-needed'));
  expect(
    outcome('credentials-missing', {
      credentials: credentials({ matching: [REGCRED] }),
      authorization: logged,
    }),
  ).toBe('pass');
  const port = credentials({ passedOver: [passedOver('harbor.acme.test:8443', 'port')] });
  expect(outcome('credentials-missing', { credentials: port, authorization: anonymous })).toBe('pass');
  const named = credentials({ missingSecrets: ['regcred'] });
  expect(outcome('credentials-missing', { credentials: named, authorization: anonymous })).toBe('pass');
});

test('an absent repository, an unreadable secret or unknown credentials leave it open', () => {
  expect(outcome('credentials-missing', { ...none, repository: ABSENT })).toBe('skip');
  const unread = credentials({ unreadableSecrets: ['regcred'] });
  expect(outcome('credentials-missing', { credentials: unread, authorization: anonymous })).toBe('skip');
  expect(outcome('credentials-missing', { credentials: UNKNOWN, authorization: anonymous })).toBe('error');
});

test('where nodes bring a login of their own, only the words of the runtime prove that none was sent', () => {
  const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1';
  const facts = { ...none, reference: parseReference(image) };
  expect(outcome('credentials-missing', facts, { ...PULL, image })).toBe('skip');
  const said = { ...facts, kubelet: kubelet('Get https://x/v2/: no basic auth credentials') };
  expect(outcome('credentials-missing', said, { ...PULL, image })).toBe('fail');
});

test('a foreign login of a public registry is not meant for here', () => {
  const hub = credentials({ passedOver: [passedOver('https://index.docker.io/v1/', 'foreign')] });
  expect(outcome('credentials-missing', { credentials: hub, authorization: anonymous, reference })).toBe(
    'fail',
  );
});
