import { expect, test } from 'vitest';
import credentialsMissing from '../../src/checks/pull/credentials-missing.ts';
import fix from '../../src/remediations/name-secret-in-workload.ts';
import { CLAIMING, facts, LACKS, POD, SECRET, SOURCE, WORKLOAD } from './secret-facts.ts';
import { planned } from './setup.ts';

const plan = (secrets = [SECRET], over: Readonly<Record<string, unknown>> = {}) =>
  planned(fix, credentialsMissing, LACKS, facts(secrets, over));

test('the secret whose login pulls is added to the template; its way back takes that one out', () => {
  const entry = (value: object) => ({ spec: { template: { spec: { imagePullSecrets: [value] } } } });
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      does: 'Name the pull secret `harbor-pull` in Deployment `shop/cart`',
      steps: [{ do: 'patch', how: 'strategic', uid: 'u-1', body: entry({ name: 'harbor-pull' }) }],
      undo: { steps: [{ body: entry({ $patch: 'delete', name: 'harbor-pull' }) }] },
      verify: { check: 'credentials-missing', podOf: { kind: 'Deployment', name: 'cart' } },
      locks: ['prod/deployments.apps/shop/cart'],
    },
  });
});

test('a StatefulSet’s broken pod is deleted as well', () => {
  const workload = { ...WORKLOAD, kind: 'StatefulSet', plural: 'statefulsets' };
  expect(plan([SECRET], { workload })).toMatchObject({
    plan: { steps: [{ do: 'patch' }, { do: 'delete' }] },
  });
});

test('no login that pulls: not ready, in the registry’s words', () => {
  const refused = { ...SECRET, state: 'refused', says: '401 Unauthorized' } as const;
  expect(plan([refused])).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('401 Unauthorized'),
  });
  expect(plan([SOURCE])).toMatchObject({ state: 'not-ready' });
});

test('kept by GitOps: the very line to write there', () => {
  const workload = { ...WORKLOAD, keeper: { by: 'argocd', name: 'shop' } };
  expect(plan([SECRET], { workload })).toMatchObject({
    state: 'not-ready',
    why: expect.stringMatching(/Argo CD `shop`.*imagePullSecrets: \[\{name: harbor-pull\}\]/),
  });
});

test('a volume for one node would leave the rollout hanging', () => {
  const over = { workload: CLAIMING, 'claim-modes': { modes: ['ReadWriteOnce'] } };
  expect(plan([SECRET], over)).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('Recreate'),
  });
  expect(plan([SECRET], { ...over, 'claim-modes': { modes: ['ReadWriteMany'] } })).toMatchObject({
    state: 'ready',
  });
});

test('near miss: its template names it by now', () => {
  const workload = { ...WORKLOAD, imagePullSecrets: ['harbor-pull'] };
  expect(plan([SECRET], { workload, pod: POD })).toMatchObject({ state: 'not-ready' });
});
