import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/spec-domain-has-scheme.ts';
import fix from '../../src/remediations/correct-domain.ts';
import { GITOPS, IMAGE_SYNC, OBJECT } from './repository-facts.ts';
import { planned } from './setup.ts';

const DATA = {
  namespace: 'production',
  name: 'harbor',
  domain: 'https://harbor.acme.test/v2/',
  host: 'harbor.acme.test',
  fault: 'scheme',
};
const plan = (over: Readonly<Record<string, unknown>> = {}) =>
  planned(fix, check, DATA, { 'source-object': OBJECT, challenge: { registry: true }, ...over }, IMAGE_SYNC);

test('the host alone is written, if it was as it was found', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      steps: [{ body: { spec: { domain: 'harbor.acme.test' } }, was: { spec: { domain: DATA.domain } } }],
      undo: { steps: [{ body: { spec: { domain: DATA.domain } } }] },
    },
  });
});

test('near misses: no registry answers there, or GitOps keeps it', () => {
  expect(plan({ challenge: { registry: false } })).toMatchObject({ state: 'not-ready' });
  expect(plan({ 'source-object': { ...OBJECT, keeper: GITOPS } })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('`spec.domain: harbor.acme.test`'),
  });
});
