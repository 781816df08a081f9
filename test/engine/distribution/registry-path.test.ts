import { expect, test } from 'vitest';
import { walkTo } from '../../../src/engine/distribution/registry-path.ts';
import type { HttpEnding, NetworkAsker } from '../../../src/engine/registry.ts';
import { said } from '../../probes/literal-network.ts';

const NOW = new Date('2026-03-01T03:00:00Z');
const LEAF = {
  subject: 'CN=harbor.acme.test',
  issuer: 'CN=Acme',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2027-01-01T00:00:00Z',
  names: ['harbor.acme.test'],
  fingerprint256: 'AB',
};
const DONE = { ended: 'done', protocol: 'TLSv1.3', chain: [LEAF], untrusted: null, mismatch: null } as const;
const CHALLENGE = {
  'www-authenticate': 'Bearer realm="https://harbor.acme.test/service/token",service="harbor-registry"',
};
const SICK = {
  status: 'unhealthy',
  components: [{ name: 'database', status: 'unhealthy', error: 'dial tcp: connection refused' }],
};

function network(over: Partial<NetworkAsker> = {}, http: Readonly<Record<string, HttpEnding>> = {}) {
  const answers: Readonly<Record<string, HttpEnding>> = {
    '/v2/': said(401, '', CHALLENGE),
    '/service/token': said(200, '{"token":"x"}'),
    ...http,
  };
  const asker: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'harbor', plainHttp: false, hasLogin: true }),
    ownLogin: () => ({ username: 'medic', password: 'own-secret' }),
    lookup: async () => ({ ended: 'found', addresses: ['10.0.0.5'] }),
    resolver: '10.0.0.53:53',
    dial: async () => ({ ended: 'open' }),
    handshake: async () => DONE,
    http: async ({ url }) => answers[new URL(url).pathname] ?? said(404, '404 page not found'),
    ...over,
  };
  return asker;
}

test('all steps in their order, and none is broken', async () => {
  const path = await walkTo('harbor.acme.test', network(), NOW);
  expect(path.steps.map(({ id, ended }) => [id, ended])).toEqual([
    ['dns', 'well'],
    ['tcp', 'well'],
    ['tls', 'well'],
    ['api', 'well'],
    ['login', 'well'],
  ]);
  expect(path.broken).toBeNull();
});

test.each([
  [
    'an unknown name',
    { lookup: async () => ({ ended: 'failed', code: 'ENOTFOUND', says: 'no such host' }) },
    'dns',
    'domain',
  ],
  [
    'a resolver that fails',
    { lookup: async () => ({ ended: 'failed', code: 'ESERVFAIL', says: 'server misbehaving' }) },
    'dns',
    'network',
  ],
  ['a time-out', { dial: async () => ({ ended: 'timeout', says: 'timed out' }) }, 'tcp', 'network'],
  ['nobody listens', { dial: async () => ({ ended: 'refused', says: 'refused' }) }, 'tcp', 'registry'],
  ['another name', { handshake: async () => ({ ...DONE, mismatch: 'not for this name' }) }, 'tls', 'domain'],
  [
    'no TLS',
    { handshake: async () => ({ ended: 'not-tls', says: 'HTTP', speaksHttp: true }) },
    'tls',
    'domain',
  ],
] as const)('%s ends the way there', async (_, over, id, blames) => {
  const { broken, steps } = await walkTo('harbor.acme.test', network(over as Partial<NetworkAsker>), NOW);
  expect(broken).toMatchObject({ id, blames });
  expect(steps.at(-1)).toBe(broken);
});

test.each([
  [
    'a page that is no registry',
    { '/v2/': said(200, '<html>', { 'content-type': 'text/html' }) },
    'api',
    'domain',
  ],
  ['a registry that fails', { '/v2/': said(503) }, 'api', 'registry'],
  ['a sick Harbor', { '/api/v2.0/health': said(200, JSON.stringify(SICK)) }, 'harbor', 'registry'],
  ['a refused login', { '/service/token': said(401) }, 'login', 'credentials'],
  ['a token service that fails', { '/service/token': said(502) }, 'login', 'registry'],
] as const)('%s', async (_, http, id, blames) => {
  const { broken } = await walkTo('harbor.acme.test', network({}, http), NOW);
  expect(broken).toMatchObject({ id, blames });
});

test('near miss: where we have no login of our own, a refusal speaks against nobody', async () => {
  const asker = network({ ownLogin: () => null }, { '/service/token': said(401) });
  const { broken, steps } = await walkTo('harbor.acme.test', asker, NOW);
  expect(broken).toBeNull();
  expect(steps.at(-1)).toMatchObject({ id: 'login', ended: 'untried' });
});

test('near miss: an address we may not go to is our own limit', async () => {
  const dial = async () => ({ ended: 'not-allowed', says: 'loopback' }) as const;
  const { broken, steps } = await walkTo('harbor.acme.test', network({ dial }), NOW);
  expect(broken).toBeNull();
  expect(steps.at(-1)).toMatchObject({ id: 'tcp', ended: 'untried' });
});
