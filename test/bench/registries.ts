/** Registries on loopback for the planted faults, every request to them counted. */
import type { Config } from '../../src/config.ts';
import { NetworkConfig } from '../../src/config.ts';
import { type DnsServer, startDns } from '../../src/sandbox/dns/server.ts';
import { createDistribution } from '../../src/sandbox/registry/distribution.ts';
import type { Handler } from '../../src/sandbox/registry/exchange.ts';
import { type Gate, openGate } from '../../src/sandbox/registry/gate.ts';
import { createAuthority } from '../../src/sandbox/tls/authority.ts';
import { reservePorts } from '../../src/sandbox/world/ports.ts';
import { FAULTS, type HostId } from './faults.ts';

export interface Registries {
  /** `expired.acme.test:18443`. */
  address(host: HostId): string;
  /** Requests by host and what they asked for. */
  readonly calls: Map<string, number>;
  readonly caPem: string;
  network(caPath: string): Config['file']['network'];
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** `way`: what lies between whoever asks and the registries; returns the port it is reached at. */
export type Way = (to: string, port: number) => Promise<number>;

export async function openRegistries(way: Way = async (_, port) => port): Promise<Registries> {
  const [port = 0, closedPort = 0] = await reservePorts(2);
  const [dns, authority, stranger, front] = await Promise.all([
    startDns(),
    createAuthority('Acme Internal Root CA'),
    createAuthority('Stranger Authority'),
    openGate({ port, state: 'tls' }),
  ]);
  const reached = await way('registry', port);
  const calls = new Map<string, number>();
  const issue = async (id: HostId, by = authority, more: object = {}): Promise<void> =>
    front.certificate(hostOf(id), await by.issue({ names: [hostOf(id)], ...more }));
  await Promise.all([
    issue('expired', authority, { notBefore: ago(90), notAfter: ago(3) }),
    issue('stranger', stranger),
    issue('misnamed', authority, { names: ['other.acme.test'] }),
    issue('down'),
    issue('private'),
    issue('open'),
  ]);
  furnish(front, calls);
  for (const id of ['expired', 'stranger', 'misnamed', 'closed', 'down', 'private', 'open'] as const)
    dns.set(hostOf(id), ['127.0.0.1']);
  return {
    address: (id) => `${hostOf(id)}:${id === 'closed' ? closedPort : reached}`,
    calls,
    caPem: authority.certPem,
    network: (caPath) => networkOf(dns, caPath),
    stop: async () => {
      await front.stop();
      await dns.stop();
    },
  };
}

function furnish(front: Gate, calls: Map<string, number>): void {
  const open = createDistribution();
  for (const { name } of FAULTS.filter(({ cause }) => cause === 'tag-not-found'))
    for (let index = 0; index < 20; index += 1)
      open.store.push({ repository: name(index).split(':')[0] ?? '', tags: ['1.0', '1.1'] });
  open.store.push({ repository: 'shop/arm-only', tags: ['1'], platforms: ['linux/arm64'], shape: 'index' });
  const users = new Map([['ci', 'right']]);
  const closed = createDistribution({ kind: 'basic', realm: 'Acme Registry', users });
  const down = createDistribution();
  down.faults.on({ host: hostOf('down') }, { kind: 'maintenance', retryAfterSeconds: 30 });
  const serve = (id: HostId, handle: Handler): void =>
    front.host(hostOf(id), (ask) => {
      const [kind = ''] = /^\/v2\/$|manifests|blobs|tags\/list|_catalog/.exec(ask.path) ?? ['else'];
      const key = `${id} ${kind}`;
      calls.set(key, (calls.get(key) ?? 0) + 1);
      return handle(ask);
    });
  for (const id of ['expired', 'stranger', 'misnamed', 'open'] as const) serve(id, open.handle);
  serve('private', closed.handle);
  serve('down', down.handle);
}

function networkOf(dns: DnsServer, caPath: string): Config['file']['network'] {
  return NetworkConfig.parse({
    resolvers: [dns.address],
    allowAddresses: ['127.0.0.0/8'],
    ca: [caPath],
    connectMs: 2_000,
  });
}

function hostOf(id: HostId): string {
  return `${id}.acme.test`;
}

function ago(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}
