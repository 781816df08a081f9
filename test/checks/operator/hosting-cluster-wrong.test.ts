import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'hosting-cluster-wrong';
const facts = (over: object = {}) => ({
  'hosting-cluster': {
    cluster: 'prod',
    namespace: 'harbor',
    operator: 'does not serve',
    kangaroo: 'serves',
    components: 0,
    ...over,
  },
});

test('configured for the global cluster, where it does not run', () => {
  const { text, evidence, steps } = finding(ID, facts(), installation());
  expect(text).toContain('the HarborCluster CRD is not there either: it runs elsewhere');
  expect(text).toContain('It is the global cluster');
  expect(evidence[0].says).toContain('goharbor.io not served');
  expect(steps('en').join('\n')).toContain('runsIn');
});

test('an operator’s cluster, but another namespace', () => {
  expect(finding(ID, facts({ operator: 'serves' }), installation()).text).toContain('not in that namespace');
});

test('its pods are there', () => {
  expect(outcome(ID, facts({ components: 7 }), installation())).toBe('pass');
});

test('near miss: what was found in a cluster is where it was found', () => {
  expect(outcome(ID, facts(), installation({ foundBy: 'discovery' }))).toBe('pass');
});
