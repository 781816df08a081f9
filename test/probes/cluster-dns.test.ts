import { expect, test } from 'vitest';
import { clusterDns } from '../../src/probes/cluster-dns.ts';
import { askingOf, ended, found, literalCluster, madePod, runningContainer } from './literal-cluster.ts';

const dnsPod = (name: string, app: string, ready: boolean) =>
  madePod(name, { labels: { 'k8s-app': app }, containers: [runningContainer({ ready, restarts: 2 })] });

test('servers and caches of the nodes, apart', async () => {
  const pods = [dnsPod('coredns-1', 'kube-dns', false), dnsPod('cache-1', 'node-local-dns', true)];
  const labelled = async (_: string | null, selector = '') =>
    ({
      ended: 'found',
      value: pods.filter(({ labels }) => selector === `k8s-app=${labels['k8s-app']}`),
    }) as const;
  expect(await askingOf(literalCluster({ pods: labelled })).ask(clusterDns)).toMatchObject({
    fact: {
      servers: [{ pod: 'coredns-1', ready: false, restarts: 2 }],
      caches: [{ pod: 'cache-1', ready: true, node: 'worker-3' }],
    },
  });
});

test('a cluster whose DNS is called otherwise', async () => {
  expect(await askingOf(literalCluster({ pods: found([]) })).ask(clusterDns)).toMatchObject({
    fact: { servers: [], caches: [] },
  });
});

test('pods that may not be listed', async () => {
  const cluster = literalCluster({ pods: ended('forbidden', 'no pods') });
  expect(await askingOf(cluster).ask(clusterDns)).toMatchObject({ state: 'unknown', why: 'no pods' });
});
