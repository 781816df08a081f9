import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';
import { afterEach, expect, test } from 'vitest';
import { createResolver } from '../../../src/clients/network/resolver.ts';
import { ConfigError } from '../../../src/config.ts';

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

type Rcode = 'silence' | number | { readonly address: string };

/** A DNS server that answers A and AAAA questions as told; 3 is NXDOMAIN, 2 SERVFAIL, 5 REFUSED, 0 no data. */
async function server(a: Rcode, aaaa: Rcode): Promise<string> {
  const socket = createSocket('udp4');
  open.push(socket);
  socket.on('message', (message, peer) => {
    const query = packet.decode(message);
    const question = query.questions?.[0];
    const told = question?.type === 'A' ? a : aaaa;
    if (!question || told === 'silence') return;
    const type = question.type === 'A' ? ('A' as const) : ('AAAA' as const);
    const found = typeof told === 'object' ? [{ type, name: question.name, ttl: 1, data: told.address }] : [];
    const flags = packet.RECURSION_AVAILABLE | (typeof told === 'number' ? told : 0);
    const reply = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      flags,
      questions: [question],
      answers: found,
    });
    socket.send(reply, peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${socket.address().port}`;
}

test.each([
  [3, 3, 'ENOTFOUND', 'no such host'],
  [3, 0, 'ENOTFOUND', 'no such host'],
  [0, 0, 'ENODATA', 'no address records'],
  [2, 2, 'ESERVFAIL', 'server misbehaving'],
  [5, 5, 'EREFUSED', 'query refused'],
  ['silence', 'silence', 'ETIMEOUT', 'i/o timeout'],
] as const)('A %s and AAAA %s: %s', async (a, aaaa, code, words) => {
  const address = await server(a, aaaa);
  expect(await createResolver([address], 100).lookup('registry.acme.test')).toEqual({
    ended: 'failed',
    code,
    says: `lookup registry.acme.test on ${address}: ${words}`,
  });
});

test('a server that is silent about IPv6 does not hold up IPv4', async () => {
  const address = await server({ address: '10.0.0.9' }, 'silence');
  expect(await createResolver([address], 60_000).lookup('registry.acme.test')).toEqual({
    ended: 'found',
    addresses: ['10.0.0.9'],
  });
});

test('both families are given, IPv4 first', async () => {
  const address = await server({ address: '10.0.0.9' }, { address: 'fd00::9' });
  expect(await createResolver([address], 500).lookup('registry.acme.test')).toEqual({
    ended: 'found',
    addresses: ['10.0.0.9', 'fd00::9'],
  });
});

test('a server that is no address is a ConfigError', () => {
  expect(() => createResolver(['dns.acme.test'], 500)).toThrow(ConfigError);
});
