import { expect, test } from 'vitest';
import { createAsking } from '../../src/engine/asking.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { HttpEnding, NetworkAsker } from '../../src/engine/registry.ts';
import { lookupTimes } from '../../src/probes/lookup-times.ts';
import { nearSources } from '../../src/probes/near-sources.ts';
import { ended, found, literalCluster, madePod } from './literal-cluster.ts';
import { said } from './literal-network.ts';

const GROUP = 'image.theriseunion.io';
const secret = (name: string, domain: string) => ({
  metadata: { name, namespace: 'production', annotations: { 'theriseunion.io/verify-status': 'Success' } },
  spec: { domain },
});

/** Everybody has `shop/cart:1` but `hub.acme.test`; nothing listens at `far.acme.test`. */
function ask(parts: Partial<ClusterReader> = {}) {
  const network: NetworkAsker = {
    settings: ({ host }) => ({ host, kind: 'distribution', plainHttp: false, hasLogin: false }),
    ownLogin: () => null,
    lookup: async (host) => ({
      ended: 'found',
      addresses: [host === 'far.acme.test' ? '10.0.0.9' : '10.0.0.5'],
    }),
    resolver: '10.0.0.53:53',
    dial: async (address) =>
      address === '10.0.0.9' ? { ended: 'timeout', says: 'timed out' } : { ended: 'open' },
    handshake: async () => ({ ended: 'failed', says: 'not asked' }),
    http: async ({ url }): Promise<HttpEnding> => {
      if (url.endsWith('/v2/')) return said(200);
      return url.includes('hub.acme.test') ? said(404) : said(200);
    },
  };
  const cluster = literalCluster({
    groups: found(['', GROUP]),
    objects: found([
      secret('own', 'registry.acme.test'),
      secret('hub', 'hub.acme.test'),
      secret('harbor-local', 'local.acme.test'),
      secret('far', 'far.acme.test'),
    ]),
    pods: found([madePod('image-controller-0', { namespace: 'edge-system' })]),
    object: found({ metadata: { name: 'image-controller-config' }, data: { max_concurrent_pulls: '10' } }),
    ...parts,
  });
  return createAsking({ pull: { image: 'registry.acme.test/shop/cart:1' }, cluster, network });
}

test('each other source: how far, and whether it has the image', async () => {
  const answer = await ask().ask(nearSources);
  expect(answer).toMatchObject({
    fact: {
      concurrentPulls: 10,
      sources: [
        { name: 'hub', has: 'no', connectMs: expect.any(Number), verifyStatus: 'Success' },
        { name: 'harbor-local', has: 'yes' },
        { name: 'far', has: 'unknown', connectMs: null, says: 'timed out' },
      ],
    },
  });
});

test('a cluster without an image controller has none', async () => {
  expect(await ask({ groups: found(['', 'apps']) }).ask(nearSources)).toMatchObject({ state: 'unreached' });
});

test('sources that may not be read', async () => {
  expect(await ask({ objects: ended('forbidden', 'no secrets of theirs') }).ask(nearSources)).toMatchObject({
    state: 'unknown',
    why: 'no secrets of theirs',
  });
});

test('its name is looked up several times', async () => {
  expect(await ask().ask(lookupTimes)).toMatchObject({
    fact: { host: 'registry.acme.test', ms: [expect.any(Number), expect.any(Number), expect.any(Number)] },
  });
});
