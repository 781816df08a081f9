import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkConfig } from '../../src/config.ts';
import { credentials } from '../../src/probes/credentials.ts';
import { type DnsServer, startDns } from '../../src/sandbox/dns/server.ts';
import { askProbes, type PullSetting } from '../setup/registry-lab/ask-probes.ts';

let server: DnsServer;
beforeAll(async () => {
  server = await startDns({
    'registry.acme.test': ['10.0.0.9'],
    'harbor.acme.test': ['10.0.0.9'],
    'quay.other.test': ['10.9.9.9'],
  });
});
afterAll(() => server.stop());

const LOGIN = { username: 'ci', password: 'p' };

function ask(secrets: PullSetting['secrets'], image = 'registry.acme.test/shop/cart:1') {
  const network = NetworkConfig.parse({ resolvers: [server.address] });
  const file = { clusters: [], registries: [], network };
  const setting = secrets ? { image, secrets } : { image };
  return askProbes({ file, secret: () => undefined }, setting).fact(credentials);
}

test('a login of another host is passed over, and says how near it is', async () => {
  const fact = await ask({
    a: { 'registry.acme.test:443': LOGIN },
    b: { 'registry.acme.test/other': LOGIN, '*.registry.acme.test': LOGIN },
    c: { 'harbor.acme.test': LOGIN, 'git.acme.test': LOGIN, 'quay.other.test': LOGIN },
  });
  expect(fact.matching).toEqual([]);
  expect(fact.passedOver.map(({ key, why }) => [key, why])).toEqual([
    ['registry.acme.test:443', 'port'],
    ['registry.acme.test/other', 'path'],
    ['*.registry.acme.test', 'wildcard'],
    ['harbor.acme.test', 'same-address'],
    ['git.acme.test', 'sibling'],
    ['quay.other.test', 'foreign'],
  ]);
});

test('matching logins come in the kubelet’s order, with the id under which the vault holds them', async () => {
  const fact = await ask({
    first: { 'registry.acme.test': LOGIN },
    second: { 'https://registry.acme.test/shop': { username: 'shop', password: 'p' } },
  });
  expect(fact.matching).toEqual([
    {
      id: 'second/https://registry.acme.test/shop',
      secret: 'second',
      key: 'https://registry.acme.test/shop',
      username: 'shop',
    },
    { id: 'first/registry.acme.test', secret: 'first', key: 'registry.acme.test', username: 'ci' },
  ]);
  expect(JSON.stringify(fact)).not.toContain('password');
});

test('an entry without a login is unusable, not matching', async () => {
  const fact = await ask({ a: { 'registry.acme.test': { username: '', password: '' } } });
  expect(fact).toMatchObject({
    matching: [],
    unusableSecrets: [{ name: 'a', why: '`registry.acme.test`: it has no user name' }],
  });
});

test('an image without a pod has no logins', async () => {
  expect(await ask(undefined)).toEqual({
    matching: [],
    passedOver: [],
    missingSecrets: [],
    unusableSecrets: [],
    unreadableSecrets: [],
  });
});
