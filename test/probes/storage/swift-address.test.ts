import { expect, test } from 'vitest';
import { createAsking } from '../../../src/engine/asking.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import type { HttpQuestion, NetworkAsker } from '../../../src/engine/registry.ts';
import { swiftAddress } from '../../../src/probes/storage/swift-address.ts';
import { installation } from '../../checks/installations.ts';
import { serving } from '../installation/at-installation.ts';
import { ended, found, literalCluster } from '../literal-cluster.ts';
import { said } from '../literal-network.ts';

const config = (authurl: string) => `version: 0.1
storage:
  swift:
    authurl: ${authurl}
    username: harbor:swift
    container: harbor
`;
const secret = {
  name: 'harbor-registry',
  type: 'Opaque',
  createdAt: '2026-01-01T00:00:00Z',
  data: { REGISTRY_STORAGE_SWIFT_PASSWORD: Buffer.from('the-key').toString('base64') },
};
const ingress = {
  metadata: { name: 'rgw', namespace: 'ceph' },
  spec: { rules: [{ host: 's3.acme.test' }] },
};

function ask(authurl: string, storageUrl: string | null, parts: Partial<ClusterReader> = {}) {
  const asked: HttpQuestion[] = [];
  const network: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'other', plainHttp: false, hasLogin: false }),
    ownLogin: () => null,
    lookup: async () => ({ ended: 'found', addresses: ['10.0.0.5'] }),
    resolver: '10.0.0.53:53',
    dial: async (_, port) => (port === 7480 ? { ended: 'refused', says: 'refused' } : { ended: 'open' }),
    handshake: async () => ({ ended: 'failed', says: 'not asked' }),
    http: async (question) => {
      asked.push(question);
      const headers = { 'x-auth-token': 'AUTH_tk1', ...(storageUrl ? { 'x-storage-url': storageUrl } : {}) };
      return said(204, '', headers);
    },
  };
  const configmaps = [
    { metadata: { name: 'harbor-core' }, data: { EXT_ENDPOINT: 'https://harbor.acme.test' } },
    { metadata: { name: 'harbor-registry' }, data: { 'config.yml': config(authurl) } },
  ];
  const cluster = literalCluster({
    ...serving({ configmaps, ingresses: [ingress] }),
    secret: found(secret),
    ...parts,
  });
  const asking = createAsking({ pull: installation(), cluster, network });
  return { answer: asking.ask(swiftAddress), asked };
}

test('the gateway’s own words, who listens there, and the Ingress before it; never the key or the token', async () => {
  const { answer, asked } = ask('https://s3.acme.test/auth', 'http://s3.acme.test:7480/swift/v1');
  const told = await answer;
  expect(told).toMatchObject({
    fact: {
      storageUrl: 'http://s3.acme.test:7480/swift/v1',
      dial: { address: 's3.acme.test:7480', ended: 'refused' },
      ingress: { namespace: 'ceph', name: 'rgw', upstreamVhost: null },
    },
  });
  expect(asked[0]?.headers).toEqual({ 'x-auth-user': 'harbor:swift', 'x-auth-key': 'the-key' });
  expect(JSON.stringify(told)).not.toMatch(/the-key|AUTH_tk1/);
});

test('the same address needs no other connection', async () => {
  const { answer } = ask('https://s3.acme.test/auth', 'https://s3.acme.test/swift/v1');
  expect(await answer).toMatchObject({ fact: { dial: null } });
});

test('near miss: Keystone names the address in its catalogue, not in a header', async () => {
  const { answer, asked } = ask('https://keystone.acme.test/v3', null);
  expect(await answer).toMatchObject({ state: 'unreached' });
  expect(asked).toEqual([]);
});

test('a key that may not be read is a blind spot', async () => {
  const { answer } = ask('https://s3.acme.test/auth', null, {
    secret: ended('forbidden', 'secrets is forbidden'),
  });
  expect(await answer).toMatchObject({
    state: 'unknown',
    why: expect.stringContaining('harbor/harbor-registry'),
  });
});
