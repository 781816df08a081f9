import { expect, test } from 'vitest';
import tagNotFound from '../../src/checks/pull/tag-not-found.ts';
import rollBackImage from '../../src/remediations/roll-back-image.ts';
import { POD, planned, WORKLOAD } from './setup.ts';

const BEFORE = { image: 'harbor.acme.test/shop/cart:1.8.0', state: 'pulls', attempt: null };
const plan = (facts: object) =>
  planned(rollBackImage, tagNotFound, { nearest: [] }, { workload: WORKLOAD, pod: POD, ...facts });

test('the image before still pulls: it is set', () => {
  expect(plan({ 'previous-image': BEFORE })).toMatchObject({
    state: 'ready',
    plan: { remediation: 'roll-back-image', changes: [{ to: BEFORE.image }] },
  });
});

test('the image before is gone as well: not ready', () => {
  expect(plan({ 'previous-image': { ...BEFORE, state: 'gone' } })).toMatchObject({ state: 'not-ready' });
});

test('there was none before: it does not belong here', () => {
  const never = { state: 'unreached', after: 'rollout', ms: 0 };
  expect(plan({ 'previous-image': never })).toEqual({ state: 'not-applicable' });
});

test('whether it pulls could not be asked: not ready, with why', () => {
  const unknown = { state: 'unknown', why: 'no answer within 5 s', ms: 5_000 };
  expect(plan({ 'previous-image': unknown })).toEqual({ state: 'not-ready', why: 'no answer within 5 s' });
});
