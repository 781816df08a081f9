import { expect, test } from 'vitest';
import { registryWorkloads } from '../../../src/probes/installation/registry-workloads.ts';
import { ended } from '../literal-cluster.ts';
import { askingAt, serving } from './at-installation.ts';

const deployment = (name: string, spec: object) => ({
  metadata: { name, namespace: 'harbor', labels: { component: name } },
  spec,
});
const claimed = (claimName: string) => ({
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }, { name: 'tmp' }] },
});

test('Deployments with the claims they mount and their modes', async () => {
  const deployments = [
    deployment('registry', { replicas: 2, strategy: { type: 'Recreate' }, template: claimed('data') }),
    deployment('core', { template: { spec: {} } }),
  ];
  const persistentvolumeclaims = [
    { metadata: { name: 'data', namespace: 'harbor' }, spec: { accessModes: ['ReadWriteOnce'] } },
  ];
  const asking = askingAt('harbor', serving({ deployments, persistentvolumeclaims }));
  expect(await asking.ask(registryWorkloads)).toMatchObject({
    state: 'known',
    fact: [
      {
        name: 'registry',
        component: 'registry',
        replicas: 2,
        strategy: 'Recreate',
        claims: [{ name: 'data', modes: ['ReadWriteOnce'] }],
      },
      { name: 'core', replicas: 1, strategy: 'RollingUpdate', claims: [] },
    ],
  });
});

test('near miss: a claim that nobody finds has no modes', async () => {
  const deployments = [deployment('registry', { template: claimed('gone') })];
  const asking = askingAt('harbor', serving({ deployments, persistentvolumeclaims: [] }));
  expect(await asking.ask(registryWorkloads)).toMatchObject({
    fact: [{ claims: [{ name: 'gone', modes: [] }] }],
  });
});

test('near miss: an API server that cannot be asked leaves it unknown', async () => {
  const asking = askingAt('harbor', { objects: ended('unreachable', 'connect ECONNREFUSED') });
  expect(await asking.ask(registryWorkloads)).toMatchObject({
    state: 'unknown',
    why: 'connect ECONNREFUSED',
  });
});
