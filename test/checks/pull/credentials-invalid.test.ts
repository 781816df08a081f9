import { expect, test } from 'vitest';
import type { Pull } from '../../../src/engine/subject.ts';
import {
  ANONYMOUS,
  asked,
  attempt,
  authorization,
  credentials,
  foundBy,
  LOGIN,
  manifest,
  REGCRED,
  reference,
} from '../facts.ts';
import { AT, finding, outcome, UNKNOWN } from '../given.ts';

const matching = credentials({ matching: [REGCRED] });
const bad = authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'login-needed'));

test('a login that is refused fails, with secret and account', () => {
  const { text } = finding('credentials-invalid', { credentials: matching, authorization: bad });
  expect(text).toContain('pull secret `regcred` has a login that `harbor.acme.test` refuses');
  expect(text).toContain('`robot$shop+ci`');
});

test('a bad login fails even where nobody logged in may pull: the kubelet does not fall back', () => {
  const open = authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'granted'));
  expect(outcome('credentials-invalid', { credentials: matching, authorization: open })).toBe('fail');
});

test('a malformed secret that would have served fails', () => {
  const broken = credentials({ unusableSecrets: [{ name: 'regcred', why: 'its type is `Opaque`' }] });
  const facts = {
    credentials: broken,
    authorization: authorization(asked(ANONYMOUS, 'login-needed')),
    reference,
  };
  expect(finding('credentials-invalid', facts).text).toContain('gives no login (its type is `Opaque`)');
});

test('a good login passes', () => {
  const good = authorization(asked(LOGIN, 'granted', '200 OK'), asked(ANONYMOUS, 'login-needed'));
  expect(
    outcome('credentials-invalid', { credentials: matching, authorization: good, manifest: foundBy(LOGIN) }),
  ).toBe('pass');
});

test('near misses: a refused login past which the registry serves, a right that lacks, an entry for another host', () => {
  const served = manifest([attempt(LOGIN, 'found', '200 OK')]);
  expect(
    outcome('credentials-invalid', { credentials: matching, authorization: bad, manifest: served }),
  ).toBe('pass');
  const weak = authorization(asked(LOGIN, 'not-granted'), asked(ANONYMOUS, 'login-needed'));
  expect(outcome('credentials-invalid', { credentials: matching, authorization: weak })).toBe('pass');
  const elsewhere = credentials({
    unusableSecrets: [{ name: 'quay', why: '`quay.io`: it has no password' }],
  });
  const facts = {
    credentials: elsewhere,
    authorization: authorization(asked(ANONYMOUS, 'login-needed')),
    reference,
  };
  expect(outcome('credentials-invalid', facts)).toBe('pass');
});

test('credentials we may not read are no verdict', () => {
  const unread = credentials({ matching: [REGCRED], unreadableSecrets: ['other'] });
  expect(outcome('credentials-invalid', { credentials: unread, authorization: bad })).toBe('skip');
  expect(outcome('credentials-invalid', { credentials: UNKNOWN, authorization: bad })).toBe('error');
});

const DAY_MS = 86_400_000;
const told = (record: object) => ({
  robots: [{ username: 'robot$shop+ci', ended: 'found', robot: { name: 'robot$shop+ci', ...record } }],
});
const inOrder = { disabled: false, expiresAt: null, permissions: [], updatedAt: null };

test.each([
  [
    'expired',
    told({ ...inOrder, expiresAt: new Date(Date.parse(AT) - 3 * DAY_MS).toISOString() }),
    'robot `robot$shop+ci` expired 3 days ago.',
    'robot$shop+ci expired 26 Feb 2026 03:00 UTC',
  ],
  [
    'disabled',
    told({ ...inOrder, disabled: true }),
    'robot `robot$shop+ci` is disabled.',
    'robot$shop+ci is disabled',
  ],
  [
    'deleted',
    { robots: [{ username: 'robot$shop+ci', ended: 'not-found', says: '200 OK: no robot$shop+ci' }] },
    'does not exist there',
    'no robot$shop+ci',
  ],
  ['in order', told(inOrder), 'the password sent is not its secret', 'is enabled and never expires'],
  [
    'valid for long',
    told({ ...inOrder, expiresAt: new Date(Date.parse(AT) + DAY_MS).toISOString() }),
    'the password sent is not its secret',
    'is enabled and expires 2 Mar 2026 03:00 UTC',
  ],
])('a robot that is %s: the headline says so, Harbor is quoted', (_, robot, headline, evidence) => {
  const found = finding('credentials-invalid', { credentials: matching, authorization: bad, robot });
  expect(found.text).toContain(
    'pull secret `regcred` has a login that `harbor.acme.test` refuses: robot `robot$shop+ci` ',
  );
  expect(found.text).toContain(headline);
  expect(found.evidence[1]).toMatchObject({ source: 'Harbor', says: expect.stringContaining(evidence) });
});

test('what Harbor says of another robot, or refuses to say, changes nothing', () => {
  const other = { robots: [{ username: 'robot$else', ended: 'not-found', says: 'none' }] };
  const silent = { robots: [{ username: 'robot$shop+ci', ended: 'forbidden', says: '403' }] };
  for (const robot of [other, silent]) {
    const facts = { credentials: matching, authorization: bad, robot };
    expect(finding('credentials-invalid', facts).text).not.toContain('robot `');
  }
});

const LOGIN_PULL = { image: 'harbor.acme.test/a/b', op: 'login', user: 'robot$shop+ci' } as const;

test('of a login that nobody sent, what Harbor tells of the robot is judged, and nothing else', () => {
  const facts = {
    credentials: credentials(),
    authorization: authorization(asked(ANONYMOUS, 'login-needed')),
  };
  const off = told({ ...inOrder, disabled: true });
  expect(finding('credentials-invalid', { ...facts, robot: off }, LOGIN_PULL).text).toBe(
    '`harbor.acme.test` cannot let this account log in: robot `robot$shop+ci` is disabled.',
  );
  const run = (robot: unknown, pull: Pull = LOGIN_PULL) =>
    outcome('credentials-invalid', { ...facts, robot }, pull);
  expect(run(told(inOrder))).toBe('skip');
  expect(run(undefined)).toBe('skip');
  expect(run(off, { image: LOGIN_PULL.image, op: 'login' })).toBe('skip');
});

test('the administrator’s login in a pull secret is named as such', () => {
  const steps = (username: string) => {
    const login = { ...REGCRED, username };
    const who = { ...LOGIN, username };
    return finding('credentials-invalid', {
      credentials: credentials({ matching: [login] }),
      authorization: authorization(asked(who, 'login-refused')),
    })
      .steps('en')
      .join('\n');
  };
  expect(steps('admin')).toContain('It is the administrator’s login');
  expect(steps('ci')).not.toContain('administrator');
});

test('near miss: a Cargo that asks another token service refuses good logins', () => {
  const facts = {
    credentials: credentials({ matching: [REGCRED] }),
    authorization: authorization(asked(LOGIN, 'login-refused'), asked(ANONYMOUS, 'login-needed')),
    'cargo-logins': {
      proxy: 'Tengine',
      admin: 'accepted',
      accepted: [],
      refused: [{ username: 'robot$shop+ci', says: '401', by: 'token service' }],
      token: { service: null, dials: [] },
      asked: null,
    },
  };
  expect(outcome('credentials-invalid', facts)).toBe('skip');
});

test('an administrator’s login in a pull secret, and who may read it', () => {
  const who = { ...LOGIN, username: 'admin' } as const;
  const facts = {
    credentials: credentials({ matching: [{ ...REGCRED, username: 'admin' }] }),
    authorization: authorization(asked(who, 'login-refused'), asked(ANONYMOUS, 'login-needed')),
    'secret-readers': {
      secret: 'regcred',
      username: 'admin',
      readers: [{ kind: 'ServiceAccount', name: 'ci/deployer', by: 'RoleBinding deployers' }],
    },
  };
  const printed = finding('credentials-invalid', facts).steps('en').join('\n');
  expect(printed).toContain('these may read it: ServiceAccount `ci/deployer` (RoleBinding deployers)');
});
