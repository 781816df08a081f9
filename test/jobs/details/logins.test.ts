import { expect, test } from 'vitest';
import type { Answer } from '../../../src/engine/answer.ts';
import type { Case } from '../../../src/engine/case.ts';
import { logins } from '../../../src/jobs/details/logins.ts';
import { ANONYMOUS, asked, attempt, authorization, LOGIN, manifest, OWN } from '../../checks/facts.ts';
import { AT, PULL } from '../../checks/given.ts';
import { madeCheck } from '../../engine/made.ts';

type Facts = Readonly<Record<string, unknown>>;

function caseOf(facts: Facts, more: Partial<Case> = {}): Case {
  const answers = Object.entries(facts).map(([id, fact]): [string, Answer<unknown>] => [
    id,
    { state: 'known', fact, at: AT, ms: 1 },
  ]);
  return {
    pull: PULL,
    results: [],
    answers: new Map(answers),
    said: [],
    text: null,
    textEvidence: null,
    failing: true,
    node: null,
    ...more,
  };
}

function failing(id: string, stage: 'auth' | 'access' | 'dns'): Pick<Case, 'results'> {
  const [summary, steps] = [() => id, () => []];
  const evidence = [{ source: 'made', says: 'bad' }] as const;
  return { results: [{ outcome: 'fail', check: madeCheck(id, stage), evidence, data: {}, summary, steps }] };
}

const GRANTED = { ...asked(OWN, 'granted', '200 OK'), actions: ['pull'] };
const FACTS = {
  authorization: authorization(
    asked(LOGIN, 'login-refused', '401 Unauthorized: authentication required'),
    { ...asked(ANONYMOUS, 'login-needed'), status: 200, actions: [] },
    GRANTED,
  ),
  manifest: manifest([
    attempt(
      LOGIN,
      'unauthorized',
      'token service harbor.acme.test: 401 Unauthorized: authentication required',
    ),
    attempt(ANONYMOUS, 'unauthorized', '401 Unauthorized'),
    attempt(OWN, 'found', '200 OK'),
  ]),
};

test('one line per identity: the login, what its token grants, whether the manifest was had', () => {
  const section = logins([caseOf(FACTS, failing('credentials-invalid', 'auth'))], 'en');
  expect(section).toEqual({
    id: 'logins',
    title: 'Who may pull this',
    lines: [
      '`robot$shop+ci` of pull secret `regcred`: login refused (`401 Unauthorized: authentication required`); the manifest was not asked for',
      'without a login: the token grants nothing on this repository; no manifest is served (`401 Unauthorized`)',
      'our own login `robot$medic`: the token grants `pull`; the manifest is served',
    ],
  });
});

test('an opaque token, an accepted login and a token service in trouble are said so', () => {
  const opaque = authorization(asked(LOGIN, 'granted'), asked(OWN, 'unavailable', '503 Service Unavailable'));
  const basic = { scheme: 'basic', asked: [asked(LOGIN, 'granted'), asked(ANONYMOUS, 'login-needed')] };
  const lines = (authorized: unknown) => logins([caseOf({ authorization: authorized })], 'en')?.lines;
  expect(lines(opaque)).toEqual([
    expect.stringContaining('opaque: what it grants cannot be read; the manifest was not asked for'),
    expect.stringContaining('token service harbor.acme.test: `503 Service Unavailable`'),
  ]);
  expect(lines(basic)).toEqual([
    expect.stringContaining('login accepted'),
    expect.stringContaining('a login is wanted (`401 Unauthorized`)'),
  ]);
});

test('secrets of the service account that the pod does not carry are named', () => {
  const account = { name: 'default', state: 'found', notInPod: ['late'] };
  const facts = { ...FACTS, 'pull-secrets': { secrets: [], serviceAccount: account } };
  expect(logins([caseOf(facts)], 'en')?.lines.at(-1)).toContain('`default` names `late`');
});

test('several images: each line says which', () => {
  const other = { pull: { ...PULL, image: 'harbor.acme.test/shop/init:1' } };
  const lines = logins([caseOf(FACTS), caseOf(FACTS, other)], 'en')?.lines ?? [];
  expect(lines).toHaveLength(6);
  expect(lines[3]).toMatch(/^`shop\/init`: /);
});

test('nothing where no login matters: another stage, an open registry, nothing asked, a pull that works', () => {
  expect(logins([caseOf(FACTS, failing('dns-failure', 'dns'))], 'en')).toBeNull();
  expect(logins([caseOf(FACTS, failing('tag-not-found', 'access'))], 'en')).toBeNull();
  expect(logins([caseOf({ authorization: { scheme: 'none', asked: [GRANTED] } })], 'en')).toBeNull();
  expect(logins([caseOf({})], 'en')).toBeNull();
  expect(logins([caseOf(FACTS, { failing: false })], 'en')).toBeNull();
  expect(logins([caseOf(FACTS, failing('permission-denied', 'access'))], 'en')).not.toBeNull();
});
