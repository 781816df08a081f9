import { expect, test } from 'vitest';
import credentialsMissing from '../../src/checks/pull/credentials-missing.ts';
import pullWaitsForRetry from '../../src/checks/pull/pull-waits-for-retry.ts';
import fix from '../../src/remediations/recreate-pod.ts';
import { facts, LACKS, POD, SECRET } from './secret-facts.ts';
import { planned } from './setup.ts';

const plan = (over: Readonly<Record<string, unknown>> = {}) =>
  planned(fix, pullWaitsForRetry, { says: 'not found', since: null }, facts([], over));

test('this very pod is deleted; its workload makes it anew and must be ready', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'low',
      steps: [{ do: 'delete', uid: 'p-1', target: { namespace: 'shop', name: 'cart-5d9c-x2x4z' } }],
      undo: { by: 'none' },
      verify: { podOf: { kind: 'Deployment', name: 'cart' }, rollout: { name: 'cart' }, withinS: 300 },
    },
  });
});

test('a pod that nobody makes anew, that a Job counts, or that is at work is left alone', () => {
  const of = (owner: object | null) => ({ pod: { ...POD, pod: { ...POD.pod, owner } } });
  expect(plan(of(null))).toMatchObject({ state: 'not-ready', why: expect.stringContaining('no controller') });
  expect(plan(of({ kind: 'Job', name: 'nightly' }))).toMatchObject({ state: 'not-ready' });
  const running = { ...POD, container: { ...POD.container, state: 'running', reason: null } };
  expect(plan({ pod: running })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('at work'),
  });
});

test('without a login: only where its service account names one since that pulls', () => {
  const lacks = (notInPod: readonly string[], state: 'pulls' | 'refused') =>
    planned(fix, credentialsMissing, { ...LACKS, notInPod }, facts([{ ...SECRET, from: 'account', state }]));
  expect(lacks(['harbor-pull'], 'pulls')).toMatchObject({ state: 'ready' });
  expect(lacks(['harbor-pull'], 'refused')).toMatchObject({ state: 'not-ready' });
  expect(lacks([], 'pulls')).toEqual({ state: 'not-applicable' });
});
