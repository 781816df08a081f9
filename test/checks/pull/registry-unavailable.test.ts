import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../all-checks.ts';
import {
  ANONYMOUS,
  answered,
  asked,
  attempt,
  authorization,
  challenge,
  exists,
  foundBy,
  manifest,
} from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('a server error from /v2/ fails', () => {
  const facts = { challenge: challenge({ ending: answered(503, 'upstream down') }), manifest: manifest([]) };
  expect(finding('registry-unavailable', facts).text).toContain('503 Service Unavailable: upstream down');
});

test('the headline is a sentence, the raw body is evidence', () => {
  const body = '{"errors":[{"code":"UNAVAILABLE","message":"the registry is down for maintenance"}]}';
  const { text, evidence } = finding('registry-unavailable', {
    challenge: challenge({ ending: answered(503, body) }),
    manifest: manifest([]),
  });
  expect(text).toBe(
    '`harbor.acme.test` cannot serve: it answers `503 Service Unavailable: the registry is down for maintenance`.',
  );
  expect(evidence[0].says).toContain(body);
});

test('a server error from the token service fails and names it', () => {
  const facts = {
    challenge: challenge(),
    authorization: authorization(asked(ANONYMOUS, 'unavailable', '502 Bad Gateway')),
  };
  expect(finding('registry-unavailable', facts).text).toContain('token service harbor.acme.test');
});

test('a server error for the manifest fails', () => {
  const facts = { challenge: challenge(), manifest: manifest([attempt(ANONYMOUS, 'unavailable', '500')]) };
  expect(finding('registry-unavailable', facts).evidence[0].says).toBe('500');
});

test('an image that can be had passes, even past a sick /v2/', () => {
  const facts = { challenge: challenge({ ending: answered(500) }), manifest: foundBy(ANONYMOUS) };
  expect(outcome('registry-unavailable', facts)).toBe('pass');
});

test('near miss: a refusal is an answer', () => {
  const facts = { challenge: challenge(), manifest: manifest([attempt(ANONYMOUS, 'unauthorized')]) };
  expect(outcome('registry-unavailable', facts)).toBe('pass');
  expect(
    outcome('registry-unavailable', { challenge: challenge({ ending: { ended: 'reset', says: 'x' } }) }),
  ).toBe('skip');
});

test('near miss: a registry that lists its tags and cannot read one manifest is up', () => {
  const attempts = manifest([{ ...attempt(ANONYMOUS, 'unavailable', '500 UNKNOWN'), status: 500 }]);
  const up = { challenge: challenge(), manifest: attempts, repository: exists('1.8.2') };
  expect(outcome('registry-unavailable', up)).toBe('pass');
  expect(outcome('registry-unavailable', { challenge: challenge(), manifest: attempts })).toBe('fail');
});

test('the kubelet’s own words for it leave open what kept the runtime from the registry', () => {
  const { cause, confidence, alternatives } = judgeText(
    'image pull failed for registry.acme.test/a:1 because the registry is unavailable.',
    allChecks,
  );
  expect([cause?.id, confidence]).toEqual(['registry-unavailable', 'possible']);
  expect(alternatives).toContain('dns-failure');
});

test('near miss: the kubelet refuses an image for its signature', () => {
  const says = 'image pull failed for registry.acme.test/a:1 because the signature validation failed';
  expect(judgeText(says, allChecks).cause?.id).not.toBe('registry-unavailable');
});
