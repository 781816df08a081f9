import { expect, test } from 'vitest';
import { createAsking } from '../../src/engine/asking.ts';
import type { ClusterReader, LogLine } from '../../src/engine/cluster.ts';
import type { NetworkAsker } from '../../src/engine/registry.ts';
import { cargoLogins } from '../../src/probes/cargo-logins.ts';
import { found, literalCluster, madeContainer, madePod } from './literal-cluster.ts';
import { said } from './literal-network.ts';

const SECRET = {
  name: 'regcred',
  type: 'kubernetes.io/dockerconfigjson',
  createdAt: '2026-01-01T00:00:00Z',
  data: {
    '.dockerconfigjson': Buffer.from(
      JSON.stringify({ auths: { 'cargo.acme.test': { username: 'ci', password: 'of-the-platform' } } }),
    ).toString('base64'),
  },
};
const service = {
  metadata: { name: 'cargo-token', namespace: 'default' },
  spec: { type: 'NodePort', ports: [{ port: 8081, nodePort: 30099 }] },
};
const master = {
  metadata: { name: 'm1', labels: { 'node-role.kubernetes.io/master': '' } },
  status: { addresses: [{ type: 'InternalIP', address: '192.168.129.10' }] },
};

async function* lines(...texts: readonly string[]): AsyncIterable<LogLine> {
  for (const text of texts) yield { at: null, text };
}

function ask(server: string, log: readonly string[]) {
  const only = (login?: { username: string }) => login?.username === 'admin';
  const network: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'harbor', plainHttp: true, hasLogin: true }),
    ownLogin: () => ({ username: 'admin', password: 'own-secret' }),
    lookup: async () => ({ ended: 'found', addresses: ['10.0.0.5'] }),
    resolver: 'x',
    dial: async () => ({ ended: 'open' }),
    handshake: async () => ({ ended: 'failed', says: 'not asked' }),
    http: async ({ url, login }) => {
      const realm = 'Bearer realm="http://cargo.acme.test/service/token",service="harbor-registry"';
      if (url.endsWith('/v2/')) return said(401, '', { 'www-authenticate': realm, server });
      return only(login) ? said(200, '{"token":"x"}') : said(401, 'Unauthorized');
    },
  };
  const container = madeContainer({ image: 'cargo.acme.test/shop/cart:1' });
  const cluster: ClusterReader = literalCluster({
    pod: found(madePod('cart-0', { imagePullSecrets: ['regcred'], containers: [container] })),
    secret: found(SECRET),
    serviceAccount: found({ name: 'default', imagePullSecrets: [] }),
    objects: async ({ plural }) => ({ ended: 'found', value: plural === 'services' ? [service] : [master] }),
    pods: found([madePod('cargo-token-0', { namespace: 'default' })]),
    log: async () => ({ ended: 'found', value: lines(...log) }),
  });
  const pull = {
    image: container.image,
    cluster: 'prod',
    namespace: 'shop',
    pod: 'cart-0',
    container: 'web',
  };
  return createAsking({ pull, cluster, network }).ask(cargoLogins);
}

test('whose logins are taken, where tokens should come from, and what that service heard', async () => {
  expect(await ask('Tengine/2.3.3', ['INFO login of builder accepted'])).toMatchObject({
    fact: {
      proxy: 'Tengine/2.3.3',
      admin: 'accepted',
      accepted: [],
      refused: [{ username: 'ci' }],
      token: { service: { nodePort: 30_099 }, dials: [{ address: '192.168.129.10', ended: 'open' }] },
      asked: [],
    },
  });
});

test('its log tells that it was asked', async () => {
  expect(await ask('Tengine', ['WARN login of ci refused: wrong password'])).toMatchObject({
    fact: { asked: ['WARN login of ci refused: wrong password'] },
  });
});

test('near miss: another proxy in front is no Cargo', async () => {
  expect(await ask('nginx/1.25', [])).toMatchObject({ state: 'unreached' });
});
