import { expect, test } from 'vitest';
import credentialsMissing from '../../src/checks/pull/credentials-missing.ts';
import fix from '../../src/remediations/name-secret-in-account.ts';
import { ACCOUNT, facts, LACKS, POD, SECRET, WORKLOAD } from './secret-facts.ts';
import { planned } from './setup.ts';

const plan = (over: Readonly<Record<string, unknown>> = {}) =>
  planned(fix, credentialsMissing, LACKS, facts([SECRET], over));
const list = (...names: readonly string[]) => ({ imagePullSecrets: names.map((name) => ({ name })) });

test('the list is written whole, must be as it was, and the waiting pod is made anew', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      steps: [
        { do: 'patch', how: 'merge', body: list('other', 'harbor-pull'), was: list('other'), uid: 'a-1' },
        { do: 'delete', uid: 'p-1' },
      ],
      undo: { steps: [{ body: list('other'), was: list('other', 'harbor-pull') }] },
      locks: ['prod/serviceaccounts/shop/default'],
    },
  });
});

test('a template that names secrets keeps those of the account out', () => {
  const workload = { ...WORKLOAD, imagePullSecrets: ['old'] };
  expect(plan({ workload })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('do not reach'),
  });
});

test('a pod at work is not deleted', () => {
  const pod = { ...POD, container: { ...POD.container, state: 'running', reason: null } };
  expect(plan({ pod })).toMatchObject({ state: 'not-ready' });
});

test('kept by Flux, or named already', () => {
  expect(plan({ 'service-account': { ...ACCOUNT, keeper: { by: 'flux', name: 'apps' } } })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('Flux `apps`'),
  });
  const named = { ...ACCOUNT, imagePullSecrets: ['harbor-pull'] };
  expect(plan({ 'service-account': named })).toEqual({ state: 'not-applicable' });
});
