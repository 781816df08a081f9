import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../all-checks.ts';
import { ANONYMOUS, attempt, foundBy, LOGIN, manifest, project } from '../facts.ts';
import { finding, outcome, PUSH } from '../given.ts';

test('a policy that stops the pull fails in its own words', () => {
  const blocked = {
    ...attempt(LOGIN, 'blocked', 'current image with 4 vulnerabilities cannot be pulled'),
    code: 'PROJECTPOLICYVIOLATION',
  };
  const { text, evidence } = finding('policy-blocked', { manifest: manifest([blocked]) });
  expect(text).toContain('4 vulnerabilities');
  expect(evidence[0].says).toContain('PROJECTPOLICYVIOLATION');
});

test('an image that is handed out passes', () => {
  expect(outcome('policy-blocked', { manifest: foundBy(LOGIN) })).toBe('pass');
});

test('near miss: a refusal of the login is no policy', () => {
  expect(outcome('policy-blocked', { manifest: manifest([attempt(ANONYMOUS, 'denied')]) })).toBe('skip');
});

const nothing = manifest([attempt(ANONYMOUS, 'not-found')]);

test.each([
  [{ readOnly: true }, 'is in read-only mode', 'read_only is true'],
  [
    { proxyOf: 'https://hub.acme.test' },
    'Project `shop` of `harbor.acme.test` is a proxy cache of `https://hub.acme.test`',
    'proxy cache',
  ],
  [{ tag: 'immutable' }, 'a rule keeps its tag as it is', 'immutable is true'],
])('a push that Harbor bars: %j', (limits, headline, evidence) => {
  const found = finding('policy-blocked', { manifest: nothing, project: project(limits) }, PUSH);
  expect(found.text).toContain(headline);
  expect(found.evidence).toMatchObject([{ source: 'Harbor', says: expect.stringContaining(evidence) }]);
});

test('near misses of a push: a tag that may be overwritten, a pull that a policy stops, nothing shown', () => {
  const blocked = manifest([attempt(LOGIN, 'blocked')]);
  const there = { manifest: nothing, project: project({ tag: 'there' }) };
  expect(outcome('policy-blocked', there, PUSH)).toBe('skip');
  expect(outcome('policy-blocked', { manifest: blocked }, PUSH)).toBe('skip');
});

test.each([
  [
    'admission webhook "policy.sigstore.dev" denied the request: validation failed: failed policy: p: spec.containers[0].image',
    'possible',
  ],
  ['admission webhook "policy.acme.test" denied the request: image is not signed', 'likely'],
  [
    'failed calling webhook "mutate.kyverno.svc-fail": failed to call webhook: context deadline exceeded',
    'possible',
  ],
])('a webhook that judges images: %s', (says, sure) => {
  const { cause, confidence } = judgeText(says, allChecks);
  expect([cause?.id, confidence]).toEqual(['policy-blocked', sure]);
});

test('near miss: a webhook that judges no images says nothing of a policy', () => {
  const says = 'failed calling webhook "validate.nginx.ingress.kubernetes.io": context deadline exceeded';
  expect(judgeText(says, allChecks).cause?.id).not.toBe('policy-blocked');
});
