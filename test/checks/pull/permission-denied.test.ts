import { expect, test } from 'vitest';
import { parseReference } from '../../../src/engine/reference.ts';
import { checkOf } from '../all-checks.ts';
import {
  ABSENT,
  ANONYMOUS,
  asked,
  attempt,
  authorization,
  credentials,
  exists,
  HIDDEN,
  LOGIN,
  manifest,
  REGCRED,
  reference,
} from '../facts.ts';
import { finding, outcome, PUSH } from '../given.ts';

const matching = credentials({ matching: [REGCRED] });
const weak = authorization(
  asked(LOGIN, 'not-granted', '200 OK, a token that grants nothing'),
  asked(ANONYMOUS, 'login-needed'),
);

test('a good login without the right fails', () => {
  const { text } = finding('permission-denied', {
    credentials: matching,
    authorization: weak,
    repository: exists('1'),
  });
  expect(text).toBe(
    'The login `robot$shop+ci` of pull secret `regcred` is good, but it may not pull `shop/cart`.',
  );
});

test('a token that was granted and then refused by the registry fails', () => {
  const granted = authorization(asked(LOGIN, 'granted', '200 OK'));
  const facts = {
    credentials: matching,
    authorization: granted,
    manifest: manifest([attempt(LOGIN, 'denied', '403 DENIED')]),
  };
  expect(outcome('permission-denied', facts)).toBe('fail');
});

test('where the repository is hidden the sentence does not claim that it exists', () => {
  expect(
    finding('permission-denied', { credentials: matching, authorization: weak, repository: HIDDEN }).text,
  ).toContain('hidden from it, or does not exist');
});

test('a login that may pull passes', () => {
  const good = authorization(asked(LOGIN, 'granted', '200 OK'));
  expect(outcome('permission-denied', { credentials: matching, authorization: good })).toBe('pass');
});

test('near misses: the repository is absent, the login is refused, no login is sent', () => {
  expect(
    outcome('permission-denied', { credentials: matching, authorization: weak, repository: ABSENT }),
  ).toBe('pass');
  const bad = authorization(asked(LOGIN, 'login-refused'));
  expect(outcome('permission-denied', { credentials: matching, authorization: bad })).toBe('pass');
  const nobody = authorization(asked(ANONYMOUS, 'login-needed'));
  expect(outcome('permission-denied', { credentials: credentials(), authorization: nobody })).toBe('skip');
});

test.each([
  [
    ['data', 'web'],
    'the robot may pull only from `data`, `web`.',
    'repository pull in data; repository pull in web',
  ],
  [[], 'the robot may pull from no project.', 'nothing in any project'],
  [['shop'], 'may not pull `shop/cart`.', 'repository pull in shop'],
  [['*'], 'may not pull `shop/cart`.', 'repository pull in every project'],
])('a robot with rights in %j: what it may do is named', (projects, headline, evidence) => {
  const permissions = projects.map((namespace) => ({ kind: 'project', namespace, may: ['repository pull'] }));
  const record = { name: 'robot$shop+ci', disabled: false, expiresAt: null, permissions, updatedAt: null };
  const robot = { robots: [{ username: 'robot$shop+ci', ended: 'found', robot: record }] };
  const facts = { credentials: matching, authorization: weak, robot, repository: exists('1') };
  const found = finding('permission-denied', facts);
  expect(found.text).toContain(headline);
  expect(found.evidence[1]).toMatchObject({
    source: 'Harbor',
    says: `robot$shop+ci may: ${evidence}`,
  });
});

test('a pod without any login lacks no right, unless its node may bring one', () => {
  const none = { credentials: credentials(), authorization: authorization(asked(ANONYMOUS, 'login-needed')) };
  expect(outcome('permission-denied', { ...none, reference })).toBe('pass');
  const ecr = parseReference('123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:1');
  expect(outcome('permission-denied', { ...none, reference: ecr })).toBe('skip');
});

test('what to do about a push is about pushing', () => {
  const steps = checkOf('permission-denied').stepsFromText(PUSH, 'en').join(' ');
  expect(steps).toContain('right to push to `shop/cart`');
  expect(steps).not.toContain('pull secret');
});
