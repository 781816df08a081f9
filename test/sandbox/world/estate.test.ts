import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTS, ODD_HOSTS } from '../../../src/sandbox/world/company.ts';
import { type Estate, openEstate } from '../../../src/sandbox/world/estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await openEstate(async () => []);
});
afterAll(() => estate.stop());

/** Why the certificate shown for a host is not trusted with Acme's authority; null when it is. */
async function distrust(host: string, port: number): Promise<unknown> {
  const socket = connect({
    host: '127.0.0.1',
    port,
    servername: host,
    ca: estate.authority.certPem,
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const error = socket.authorizationError;
  socket.destroy();
  return error || null;
}

test('before any fault every host resolves and shows a certificate that Acme trusts', async () => {
  const resolver = new Resolver();
  resolver.setServers([estate.dns.address]);
  for (const host of [...Object.values(HOSTS), ...Object.values(ODD_HOSTS)])
    expect([host, await resolver.resolve4(host)]).toEqual([host, ['127.0.0.1']]);
  for (const host of Object.values(HOSTS))
    expect([host, await distrust(host, estate.front.port)]).toEqual([host, null]);
  await estate.odd.edge.become('tls');
  expect(await distrust(ODD_HOSTS.edge, estate.odd.edge.port)).toBeNull();
});

test('ports lie below those the system gives to outgoing connections', () => {
  const ports = [estate.front.port, ...Object.values(estate.odd).map(({ port }) => port)];
  expect(new Set(ports).size).toBe(4);
  for (const port of ports) expect(port).toBeLessThan(32_768);
});
