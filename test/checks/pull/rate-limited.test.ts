import { expect, test } from 'vitest';
import {
  ANONYMOUS,
  answered,
  asked,
  attempt,
  authorization,
  challenge,
  foundBy,
  LOGIN,
  manifest,
} from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('429 for the manifest fails and says when to try again', () => {
  const limited = (after: string) => ({
    ...attempt(ANONYMOUS, 'rate-limited', '429 toomanyrequests'),
    limits: { 'retry-after': after },
  });
  const said = (after: string) =>
    finding('rate-limited', { challenge: challenge(), manifest: manifest([limited(after)]) }).text;
  expect(said('60')).toContain('it recovers in 60 s.');
  expect(said('1740')).toContain('it recovers in 29 min.');
  expect(said('21600')).toContain('it recovers in 6 h.');
  expect(said('Sat, 21 Nov 2026 03:00:00 GMT')).toContain('after Sat, 21 Nov 2026 03:00:00 GMT.');
});

test('429 from the token service or from /v2/ fails', () => {
  const token = authorization(asked(ANONYMOUS, 'rate-limited', '429'));
  expect(outcome('rate-limited', { challenge: challenge(), authorization: token })).toBe('fail');
  expect(outcome('rate-limited', { challenge: challenge({ ending: answered(429, 'slow down') }) })).toBe(
    'fail',
  );
});

test('a pull with a login that works passes', () => {
  expect(outcome('rate-limited', { challenge: challenge(), manifest: foundBy(LOGIN) })).toBe('pass');
});

test('near miss: what works without a login from here may be limited for the node', () => {
  expect(outcome('rate-limited', { challenge: challenge(), manifest: foundBy(ANONYMOUS) })).toBe('skip');
});

test('near miss: nobody logged in is limited, but the pod has a login', () => {
  const facts = {
    challenge: challenge(),
    manifest: manifest([attempt(LOGIN, 'not-found'), attempt(ANONYMOUS, 'rate-limited')]),
  };
  expect(outcome('rate-limited', facts)).toBe('skip');
});

test('a limit that is told by 403 is not called 429', () => {
  const limited = {
    ...attempt(ANONYMOUS, 'rate-limited', '403 Forbidden: rate limit exceeded'),
    status: 403,
  };
  const { text } = finding('rate-limited', { challenge: challenge(), manifest: manifest([limited]) });
  expect(text).toContain('answers 403');
});
