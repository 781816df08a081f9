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

const ID = 'operator-status-stale';
const sick = harborCluster({ status: 'unhealthy', conditions: [DATABASE_NOT_READY] });

tellsLine(ID, {
  shows: 'harborcluster status may not refresh after update spec',
  near: 'harborcluster status refreshed after update spec',
});

test('unhealthy by the operator, well by pods and by Harbor itself', () => {
  const facts = {
    'harbor-cluster': sick,
    components: components(component('core')),
    'component-health': WELL,
  };
  expect(finding(ID, facts, installation()).text).toContain('its status is old');
});

test('a healthy status passes', () => {
  const facts = { 'harbor-cluster': harborCluster(), components: components(component('core')) };
  expect(outcome(ID, facts, installation())).toBe('pass');
});

test('near miss: one component that is not well, or none that was seen, leaves the status standing', () => {
  const facts = { 'harbor-cluster': sick, components: components(component('core'), crashing('redis')) };
  expect(outcome(ID, facts, installation())).toBe('skip');
  expect(outcome(ID, { ...facts, components: components(), 'component-health': WELL }, installation())).toBe(
    'skip',
  );
});
