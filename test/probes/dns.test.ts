import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkConfig } from '../../src/config.ts';
import { dns } from '../../src/probes/dns.ts';
import { type DnsServer, startDns } from '../../src/sandbox/dns/server.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';

let server: DnsServer;
beforeAll(async () => {
  server = await startDns({ 'registry.acme.test': ['127.0.0.1', '10.0.0.9'] });
});
afterAll(() => server.stop());

function ask(image: string, network: object = {}, variables: Readonly<Record<string, string>> = {}) {
  const parsed = NetworkConfig.parse({ resolvers: [server.address], ...network });
  const file = { clusters: [], registries: [], network: parsed };
  return askProbes({ file, secret: (name) => variables[name] }, { image }).ask(dns);
}

test('a name that does not exist is said in the words the kubelet uses', async () => {
  expect(await ask('registr.acme.test/shop/cart')).toMatchObject({
    state: 'known',
    fact: {
      host: 'registr.acme.test',
      resolver: server.address,
      literal: false,
      lookup: {
        ended: 'failed',
        code: 'ENOTFOUND',
        says: `lookup registr.acme.test on ${server.address}: no such host`,
      },
    },
  });
});

test('a name that exists gives all its addresses', async () => {
  expect(await ask('registry.acme.test/shop/cart')).toMatchObject({
    fact: { lookup: { ended: 'found', addresses: ['127.0.0.1', '10.0.0.9'] } },
  });
});

test('an address is its own answer', async () => {
  expect(await ask('10.0.0.7:5000/cart')).toMatchObject({
    fact: { literal: true, lookup: { ended: 'found', addresses: ['10.0.0.7'] } },
  });
});

test('localhost is never asked of a server', async () => {
  expect(await ask('localhost:5000/cart')).toMatchObject({
    fact: { literal: false, lookup: { ended: 'found', addresses: ['127.0.0.1', '::1'] } },
  });
});

test('without configured servers this host resolves', async () => {
  const answer = await ask('registry.acme.invalid/cart', { resolvers: [] });
  expect(answer).toMatchObject({ fact: { resolver: "this host's resolver", lookup: { ended: 'failed' } } });
});

test('a resolver that does not answer is a failed lookup, not a missing name', async () => {
  const answer = await ask('registry.acme.test/cart', { resolvers: ['127.0.0.1:9'], connectMs: 100 });
  expect(answer).toMatchObject({ state: 'known', fact: { lookup: { ended: 'failed' } } });
  if (answer.state === 'known' && answer.fact.lookup.ended === 'failed')
    expect(['ECONNREFUSED', 'ETIMEOUT']).toContain(answer.fact.lookup.code);
});

test('behind a proxy the name looked up is the proxy’s', async () => {
  const answer = await ask('registr.acme.test/cart', {}, { HTTPS_PROXY: 'http://registry.acme.test:3128' });
  expect(answer).toMatchObject({ fact: { host: 'registry.acme.test', lookup: { ended: 'found' } } });
});

test('an invalid reference leads nowhere', async () => {
  expect(await ask('Acme.test/Shop/Cart')).toEqual({ state: 'unreached', after: 'reference' });
});
