import { expect, test } from 'vitest';
import type { RegistryWorkload } from '../../../src/probes/installation/registry-workloads.ts';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'storage-not-shared';
const registry = (replicas: number, ...modes: readonly string[]): RegistryWorkload => ({
  name: 'harbor-registry',
  component: 'registry',
  replicas,
  strategy: 'RollingUpdate',
  claims: modes.length > 0 ? [{ name: 'harbor-registry', modes }] : [],
});
const facts = (workload: RegistryWorkload) => ({ 'registry-workloads': [workload] });

test('two replicas on a volume for one node', () => {
  expect(finding(ID, facts(registry(2, 'ReadWriteOnce')), installation())).toMatchObject({
    text: '`harbor-registry` runs 2 replicas on the volume `harbor-registry`, which is ReadWriteOnce: they do not share their storage.',
    evidence: [{ says: 'replicas: 2' }, { says: 'accessModes: ReadWriteOnce' }],
  });
});

test('one replica, or a shared volume, or object storage passes', () => {
  for (const well of [registry(1, 'ReadWriteOnce'), registry(2, 'ReadWriteMany'), registry(2)])
    expect(outcome(ID, facts(well), installation())).toBe('pass');
});

test('near miss: two replicas of jobservice on their volume are not this', () => {
  const jobservice = { ...registry(2, 'ReadWriteOnce'), name: 'harbor-jobservice', component: 'jobservice' };
  expect(outcome(ID, facts(jobservice), installation())).toBe('pass');
});
