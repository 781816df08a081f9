import { expect, test } from 'vitest';
import credentialsMissing from '../../src/checks/pull/credentials-missing.ts';
import secretMissing from '../../src/checks/pull/secret-missing.ts';
import fix from '../../src/remediations/copy-pull-secret.ts';
import { facts, LACKS, POD, SECRET, SOURCE, WORKLOAD } from './secret-facts.ts';
import { planned } from './setup.ts';

const NAMING = { ...POD, pod: { ...POD.pod, imagePullSecrets: ['regcred'] } };
const plan = (secrets = [SOURCE], over: Readonly<Record<string, unknown>> = {}) =>
  planned(fix, credentialsMissing, LACKS, facts(secrets, over));
const COPY = {
  do: 'copy-secret',
  from: { namespace: 'platform', name: 'regcred', digest: 'd-1' },
  target: { namespace: 'shop', name: 'regcred' },
};

test('copied as it was tried, and named in the template; the way back takes both away', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      does: 'Copy the pull secret `platform/regcred` to namespace `shop` and name it in Deployment `shop/cart`',
      risk: 'medium',
      steps: [COPY, { do: 'patch', target: { name: 'cart' } }],
      undo: { steps: [{ do: 'patch' }, { do: 'delete', uid: '{made}', target: { name: 'regcred' } }] },
      beware: [expect.stringContaining('robot$shop+pull')],
    },
  });
});

test('the pod names it already: it is only copied, also where another one would serve', () => {
  const of = planned(fix, secretMissing, {}, facts([SECRET, SOURCE], { pod: NAMING }));
  expect(of).toMatchObject({ state: 'ready', plan: { steps: [COPY], undo: { steps: [{ do: 'delete' }] } } });
});

test('kept by GitOps: by the service account instead', () => {
  const workload = { ...WORKLOAD, keeper: { by: 'argocd', name: 'shop' } };
  expect(plan([SOURCE], { workload })).toMatchObject({
    state: 'ready',
    plan: { steps: [COPY, { target: { kind: { plural: 'serviceaccounts' } } }, { do: 'delete' }] },
  });
  const fixed = { ...workload, imagePullSecrets: ['old'] };
  expect(plan([SOURCE], { workload: fixed })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('Argo CD'),
  });
});

test('not ready: none is approved, its login is refused, one of its namespace serves, the name is taken', () => {
  expect(plan([])).toMatchObject({ state: 'not-ready', why: expect.stringContaining('secretSources') });
  const refused = { ...SOURCE, state: 'refused', says: '401 Unauthorized' } as const;
  expect(plan([refused])).toMatchObject({ state: 'not-ready', why: expect.stringContaining('401') });
  expect(plan([SECRET, SOURCE])).toMatchObject({ state: 'not-ready', why: expect.stringContaining('named') });
  const taken = { ...SECRET, name: 'regcred', state: 'no-login' } as const;
  expect(plan([taken, SOURCE])).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('already'),
  });
});
