import { expect, test } from 'vitest';
import { kubelet, node } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const full = kubelet('failed to extract layer sha256:1: write /x: no space left on device');

test('disk pressure and a pull without space fails', () => {
  expect(finding('node-disk-full', { node: node({ diskPressure: true }), kubelet: full }).text).toContain(
    '`worker-3` has no disk space',
  );
});

test('never passes: a condition does not show every filesystem', () => {
  expect(outcome('node-disk-full', { node: node(), kubelet: full })).toBe('skip');
});

test('near miss: disk pressure beside another complaint', () => {
  expect(
    outcome('node-disk-full', { node: node({ diskPressure: true }), kubelet: kubelet('not found') }),
  ).toBe('skip');
});
