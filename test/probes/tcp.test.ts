import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkConfig } from '../../src/config.ts';
import { tcp } from '../../src/probes/tcp.ts';
import { type DnsServer, startDns } from '../../src/sandbox/dns/server.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { closedPort, type Hole, startBlackHole, startMute } from '../setup/registry-lab/holes.ts';

let server: DnsServer;
let mute: Hole;
beforeAll(async () => {
  [server, mute] = await Promise.all([
    startDns({
      'registry.acme.test': ['127.0.0.1'],
      'two.acme.test': ['127.0.0.1', '127.0.0.2'],
      'inside.acme.test': ['169.254.169.254'],
    }),
    startMute(),
  ]);
});
afterAll(() => Promise.all([server.stop(), mute.stop()]));

function ask(image: string, network: object = {}) {
  const parsed = NetworkConfig.parse({
    resolvers: [server.address],
    allowAddresses: ['127.0.0.0/8'],
    ...network,
  });
  const file = { clusters: [], registries: [], network: parsed };
  return askProbes({ file, secret: () => undefined }, { image }).ask(tcp);
}

test('a port on which nothing listens refuses', async () => {
  const port = await closedPort();
  expect(await ask(`registry.acme.test:${port}/cart`)).toMatchObject({
    state: 'known',
    fact: {
      port,
      open: false,
      dials: [
        {
          address: '127.0.0.1',
          dial: { ended: 'refused', says: `connect ECONNREFUSED 127.0.0.1:${port}` },
        },
      ],
    },
  });
});

test('a host that drops what comes times out', async () => {
  const hole = await startBlackHole();
  try {
    expect(await ask(`registry.acme.test:${hole.port}/cart`, { connectMs: 400 })).toMatchObject({
      fact: {
        open: false,
        dials: [
          {
            dial: { ended: 'timeout', says: `127.0.0.1:${hole.port} did not answer within 0.4 s` },
          },
        ],
      },
    });
  } finally {
    await hole.stop();
  }
});

test('a port that takes the connection is open, whatever comes after', async () => {
  expect(await ask(`registry.acme.test:${mute.port}/cart`)).toMatchObject({
    fact: { open: true, dials: [{ dial: { ended: 'open' } }] },
  });
});

test('of two addresses one that refuses does not close the registry', async () => {
  expect(await ask(`two.acme.test:${mute.port}/cart`)).toMatchObject({
    fact: {
      open: true,
      dials: [
        { address: '127.0.0.1', dial: { ended: 'open' } },
        { address: '127.0.0.2', dial: { ended: 'refused' } },
      ],
    },
  });
});

test('an address we never go to makes the answer unknown, and says how to allow it', async () => {
  expect(await ask('inside.acme.test/cart')).toMatchObject({
    state: 'unknown',
    why: '169.254.169.254 is a link-local address; `network.allowAddresses` does not name it',
  });
});

test('loopback is refused as well until it is allowed', async () => {
  const answer = await ask(`registry.acme.test:${mute.port}/cart`, { allowAddresses: [] });
  expect(answer).toMatchObject({ state: 'unknown', why: expect.stringContaining('loopback') });
});

test('a name that does not exist is not dialled', async () => {
  expect(await ask('nowhere.acme.test/cart')).toEqual({ state: 'unreached', after: 'dns' });
});
