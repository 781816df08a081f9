import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import {
  component,
  components,
  crashing,
  DATABASE_NOT_READY,
  harborCluster,
  installation,
  WELL,
} from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 'harborcluster-unhealthy';
const sick = harborCluster({ status: 'unhealthy', conditions: [DATABASE_NOT_READY] });

tellsLine(ID, {
  shows: 'trust-node-port   https://10.6.232.5:30010   unhealthy',
  near: 'trust-node-port   https://10.6.232.5:30010   healthy',
});

test('the first condition that is not True is the evidence, and its setting is named', () => {
  const found = finding(
    ID,
    { 'harbor-cluster': sick, components: components(crashing('core')), 'component-health': [] },
    installation(),
  );
  expect(found.text).toBe(
    'The operator calls the HarborCluster `trust-node-port` unhealthy: its condition DatabaseReady is not True.',
  );
  expect(found.evidence[0]).toMatchObject({
    source: 'HarborCluster trust-node-port',
    says: expect.stringContaining('dial tcp 10.0.0.7:5432: connect: connection refused'),
  });
  expect(found.steps('en').join('\n')).toContain('spec.database');
});

test('a healthy one passes, and one of no operator says nothing', () => {
  expect(outcome(ID, { 'harbor-cluster': harborCluster() }, installation())).toBe('pass');
  expect(outcome(ID, { 'harbor-cluster': null }, installation())).toBe('skip');
});

test('near miss: all components well means that its status is old', () => {
  const facts = {
    'harbor-cluster': sick,
    components: components(component('core')),
    'component-health': WELL,
  };
  expect(outcome(ID, facts, installation())).toBe('skip');
});
