import { expect, test } from 'vitest';
import { answered } from '../facts.ts';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'external-url-unanswered';
const url = 'https://10.6.232.5:30010';
const fact = (ending: unknown) => ({ 'external-url': { url, ending } });

test('nothing listens, or what listens fails', () => {
  const refused = { ended: 'refused', says: 'connect ECONNREFUSED 10.6.232.5:30010' };
  expect(finding(ID, fact(refused), installation())).toMatchObject({
    text: 'The public address of this Harbor, `https://10.6.232.5:30010`, does not answer as it should.',
    evidence: [{ source: url, says: 'connect ECONNREFUSED 10.6.232.5:30010' }],
  });
  expect(outcome(ID, fact(answered(502, 'bad gateway')), installation())).toBe('fail');
});

test('an answer passes', () => {
  expect(outcome(ID, fact(answered(200, 'Pong')), installation())).toBe('pass');
});

test('near miss: an address that we may not go to says nothing, nor does a certificate that only we do not trust', () => {
  const untrusted = { ended: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', says: 'self-signed certificate' };
  expect(outcome(ID, fact(untrusted), installation())).toBe('skip');
  const kept = { ended: 'not-allowed', says: '127.0.0.1 is a loopback address' };
  expect(outcome(ID, fact(kept), installation())).toBe('skip');
});
