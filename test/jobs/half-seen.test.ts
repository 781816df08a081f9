import { expect, test } from 'vitest';
import type { Case } from '../../src/engine/case.ts';
import { halfSeen } from '../../src/jobs/half-seen.ts';
import type { PullSecretsFact } from '../../src/probes/pull-secrets.ts';
import { known } from '../engine/made.ts';

function caseOf(fact: PullSecretsFact | null): Case {
  return {
    pull: { image: 'h/shop/cart:1' },
    results: [],
    answers: known(fact === null ? {} : { 'pull-secrets': fact }),
    said: [],
    text: null,
    textEvidence: null,
    failing: true,
    node: null,
  };
}

const account = { name: 'default', state: 'found', notInPod: [] } as const;

test('a secret and an account that may not be read are named with why', () => {
  const spots = halfSeen(
    caseOf({
      secrets: [
        { name: 'regcred', state: 'unreadable', says: 'no right on secrets' },
        { name: 'gone', state: 'missing', says: 'not found' },
      ],
      serviceAccount: { name: 'default', state: 'unreadable', notInPod: [], says: 'no right on accounts' },
    }),
    'en',
  );
  expect(spots).toEqual([
    { probe: 'pull-secrets', why: 'secret `regcred`: no right on secrets' },
    { probe: 'pull-secrets', why: 'service account `default`: no right on accounts' },
  ]);
});

test('near miss: what does not exist was seen', () => {
  const missing = { name: 'gone', state: 'missing', says: 'not found' } as const;
  expect(halfSeen(caseOf({ secrets: [missing], serviceAccount: account }), 'en')).toEqual([]);
  expect(halfSeen(caseOf(null), 'en')).toEqual([]);
});
