import { expect, test } from 'vitest';
import { node, pod } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const never = {
  imagePullPolicy: 'Never',
  reason: 'ErrImageNeverPull',
  message: 'is not present with pull policy of Never',
};

test('Never and not on the node fails', () => {
  expect(finding('pull-policy-never', { pod: pod(never), node: node() }).text).toContain(
    'node `worker-3` does not hold',
  );
});

test('another policy passes', () => {
  expect(outcome('pull-policy-never', { pod: pod({}) })).toBe('pass');
});

test('near miss: Never, but the kubelet waits for something else', () => {
  expect(
    outcome('pull-policy-never', { pod: pod({ imagePullPolicy: 'Never', reason: 'CreateContainerError' }) }),
  ).toBe('skip');
});
