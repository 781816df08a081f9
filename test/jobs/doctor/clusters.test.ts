import { expect, test } from 'vitest';
import { examineCluster, rightsOf } from '../../../src/jobs/doctor/clusters.ts';
import { kubelet } from '../../../src/probes/kubelet.ts';
import { pullSecrets } from '../../../src/probes/pull-secrets.ts';
import { ended, literalCluster } from '../../probes/literal-cluster.ts';

const rights = rightsOf([kubelet, pullSecrets]);

test('rights come from the probes and from finding a subject, each once', () => {
  const names = rights.map(({ verb, resource }) => `${verb} ${resource}`);
  expect(names).toContain('get secrets');
  expect(names).toContain('list deployments');
  expect(names.filter((name) => name === 'list events')).toHaveLength(1);
});

test('all granted', async () => {
  const cluster = literalCluster({ may: async () => ({ ended: 'found', value: true }) });
  expect(await examineCluster(cluster, rights)).toEqual([
    { area: 'cluster prod', state: 'ok', says: `It answers, and all ${rights.length} rights are granted.` },
  ]);
});

test('a missing right says what to grant; Secrets may be kept from us on purpose', async () => {
  const cluster = literalCluster({
    may: async ({ resource }) => ({ ended: 'found', value: resource !== 'secrets' && resource !== 'jobs' }),
  });
  expect(await examineCluster(cluster, rights)).toEqual([
    expect.objectContaining({
      state: 'wrong',
      says: 'We may not `list jobs.batch`.',
      mend: 'grant it in a ClusterRole: apiGroups: ["batch"], resources: ["jobs"], verbs: ["list"]',
    }),
    // Not a ClusterRole: Secrets are read in named namespaces only.
    expect.objectContaining({
      state: 'note',
      says: expect.stringContaining('blind spot'),
      mend: expect.stringContaining('rbac --namespaces'),
    }),
  ]);
});

test('a cluster that does not answer is said once', async () => {
  const cluster = literalCluster({ may: ended('unreachable', 'the API server refuses our login (401)') });
  expect(await examineCluster(cluster, rights)).toMatchObject([
    {
      state: 'wrong',
      says: expect.stringContaining('refuses our login'),
      mend: expect.stringContaining('log in'),
    },
  ]);
});
