import { expect, test } from 'vitest';
import { readClusterHosts } from '../../src/probes/cluster-hosts.ts';
import { ended, found, literalCluster } from './literal-cluster.ts';

const map = (name: string, data: Readonly<Record<string, string>>) => ({ metadata: { name }, data });
const COREDNS = map('coredns', {
  Corefile: '.:53 {\n  hosts {\n    10.0.0.5 harbor.acme.test reg.acme.test\n    fallthrough\n  }\n}\n',
});
const dnsService = {
  metadata: { name: 'kube-dns', namespace: 'kube-system' },
  spec: { clusterIP: '10.96.0.10' },
};
const cluster = (name: string, object: object | null) =>
  literalCluster({
    objects: found([dnsService]),
    object: async (_, __, wanted) =>
      wanted === name && object
        ? { ended: 'found', value: object as typeof COREDNS }
        : { ended: 'not-found', says: 'not found' },
  });

test('the entry of CoreDNS’s hosts block, and the service of the cluster’s DNS', async () => {
  expect(await readClusterHosts(cluster('coredns', COREDNS), 'reg.acme.test')).toEqual({
    host: 'reg.acme.test',
    map: 'kube-system/coredns',
    addresses: ['10.0.0.5'],
    server: '10.96.0.10',
  });
});

test('near miss: a name that only ends so has no entry', async () => {
  const told = await readClusterHosts(cluster('coredns', COREDNS), 'old-reg.acme.test');
  expect(told).toMatchObject({ map: 'kube-system/coredns', addresses: [] });
});

test('kube-dns of old has a key of its own for it', async () => {
  const old = map('kube-dns', { myhosts: '192.168.21.14 devops.acme.test' });
  expect(await readClusterHosts(cluster('kube-dns', old), 'devops.acme.test')).toMatchObject({
    map: 'kube-system/kube-dns',
    addresses: ['192.168.21.14'],
  });
});

test('neither is there; or they may not be read', async () => {
  expect(await readClusterHosts(cluster('coredns', null), 'x.acme.test')).toMatchObject({ map: null });
  const blind = literalCluster({ objects: found([]), object: ended('forbidden', 'configmaps is forbidden') });
  await expect(readClusterHosts(blind, 'x.acme.test')).rejects.toThrow('configmaps is forbidden');
});
