import { expect, test } from 'vitest';
import { ANONYMOUS, attempt, foundBy, LOGIN, manifest } from '../facts.ts';
import { finding, outcome } from '../given.ts';

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
