import { expect, test } from 'vitest';
import { FileConfig, servedBy } from '../../src/config.ts';

const file = FileConfig.parse({
  clusters: [
    { name: 'prod', inCluster: true, default: true },
    { name: 'staging', context: 'acme-staging' },
    { name: 'prod-eu', agent: true },
  ],
});

test('a process without a cluster of its own serves all but those of agents, and what belongs to none', () => {
  for (const REGISTRY_MEDIC_ROLE of ['all', 'bot', 'worker', 'remediator'] as const) {
    const served = servedBy({ env: { REGISTRY_MEDIC_ROLE }, file });
    expect(served.clusters.map(({ name }) => name)).toEqual(['prod', 'staging']);
    expect(served).toMatchObject({ elsewhere: ['prod-eu'], general: 'here' });
  }
});

test('an agent serves its cluster alone, by the account of its pod', () => {
  const served = servedBy({ env: { REGISTRY_MEDIC_ROLE: 'remediator', CLUSTER_NAME: 'prod-eu' }, file });
  expect(served.clusters).toMatchObject([{ name: 'prod-eu', inCluster: true, default: true }]);
  expect(served).toMatchObject({ elsewhere: [], general: 'at the hub' });
});

test('an agent outside its cluster reaches it by a kubeconfig', () => {
  const env = { REGISTRY_MEDIC_ROLE: 'worker', CLUSTER_NAME: 'prod-eu', KUBECONFIG: '/k' } as const;
  expect(servedBy({ env, file }).clusters).toMatchObject([{ name: 'prod-eu', inCluster: false }]);
});

test.each(['prod', 'prod-us'])('%s is no cluster of an agent', (CLUSTER_NAME) => {
  expect(() => servedBy({ env: { REGISTRY_MEDIC_ROLE: 'worker', CLUSTER_NAME }, file })).toThrow(
    `CLUSTER_NAME: no cluster \`${CLUSTER_NAME}\` with \`agent: true\` under \`clusters:\``,
  );
});

test('the name of its cluster makes no agent of a node’s worker', () => {
  const env = { REGISTRY_MEDIC_ROLE: 'node', CLUSTER_NAME: 'prod' } as const;
  expect(servedBy({ env, file })).toMatchObject({ general: 'here' });
});
