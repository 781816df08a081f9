/** Acme's registries: Harbor, the second registry and the hosts that are about to be trouble. */
import type { DnsServer } from '../dns/server.ts';
import { startDns } from '../dns/server.ts';
import { createHarbor, type Harbor } from '../harbor/harbor.ts';
import type { Component } from '../harbor/state.ts';
import { createDistribution, type Distribution } from '../registry/distribution.ts';
import { type Gate, openGate } from '../registry/gate.ts';
import { type Authority, createAuthority } from '../tls/authority.ts';
import { type Cargo, createCargo } from './cargo.ts';
import { HOSTS, type HostName, ODD_HOSTS, type OddHostName } from './company.ts';
import { addLogins, REGISTRY_USERS } from './logins.ts';
import { createOldHarbor } from './old-harbor.ts';
import { reservePorts } from './ports.ts';

export interface Estate {
  /** What everybody asks; a name set or removed here is so at the far resolver too. */
  readonly dns: DnsServer;
  /** What the node in the other machine room asks. */
  readonly farDns: DnsServer;
  /** The authority that Acme's nodes trust. */
  readonly authority: Authority;
  readonly harbor: Harbor;
  /** Harbor 1.10. */
  readonly old: Harbor;
  /** A Harbor 1.8 behind tengine, and where its token service listens. */
  readonly cargo: Cargo;
  readonly registry: Distribution;
  /** What every other host serves, to anybody. */
  readonly open: Distribution;
  /** The shared TLS port. */
  readonly front: Gate;
  readonly odd: Readonly<Record<OddHostName, Gate>>;
  /** `harbor.acme.test:18443`. */
  address(name: HostName | OddHostName): string;
  /** Issues and shows a certificate of Acme's authority for a host: how it should be. */
  certify(host: string, gate?: Gate): Promise<void>;
  stop(): Promise<void>;
}

/** Opens everything, all of it well. `components` tells the health of Harbor's pods. */
export async function openEstate(components: () => Promise<readonly Component[]>): Promise<Estate> {
  const [port = 0, ...oddPorts] = await reservePorts(5);
  const [main, farDns] = [await startDns(), await startDns()];
  const dns = followed(main, farDns);
  const authority = await createAuthority('Acme Internal Root CA');
  const harbor = createHarbor({ externalUrl: `https://${HOSTS.harbor}:${port}`, components });
  addLogins(harbor);
  const old = createOldHarbor(`https://${HOSTS.old}:${port}`);
  const tokens = await openGate({ port: oddPorts[3] ?? 0, state: 'plain' });
  const cargo = createCargo(`https://${HOSTS.cargo}:${port}`, tokens);
  const registry = createDistribution({ kind: 'basic', realm: 'Acme Registry', users: REGISTRY_USERS });
  const open = createDistribution();
  const front = await openGate({ port, state: 'tls' });
  const [edge, cache, disaster] = await Promise.all(
    [0, 1, 2].map((index) => openGate({ port: oddPorts[index] ?? 0, state: 'closed' })),
  );
  if (!edge || !cache || !disaster) throw new Error('a port of the sandbox did not open');
  const odd = { edge, cache, disaster };
  const estate: Estate = {
    dns,
    farDns,
    authority,
    harbor,
    old,
    cargo,
    registry,
    open,
    front,
    odd,
    address: (name) =>
      name in HOSTS
        ? `${HOSTS[name as HostName]}:${port}`
        : `${ODD_HOSTS[name as OddHostName]}:${odd[name as OddHostName].port}`,
    certify: async (host, gate = front) => gate.certificate(host, await authority.issue({ names: [host] })),
    stop: async () => {
      await Promise.all([front, tokens, edge, cache, disaster].map((gate) => gate.stop()));
      await Promise.all([dns.stop(), farDns.stop()]);
    },
  };
  await furnish(estate);
  return estate;
}

/** The far resolver copies what the main one holds, as a secondary would. */
function followed(main: DnsServer, far: DnsServer): DnsServer {
  return {
    ...main,
    set(name, answer) {
      main.set(name, answer);
      far.set(name, answer);
    },
    remove(name) {
      main.remove(name);
      far.remove(name);
    },
  };
}

/** Mirrored, so that Jobs of the cluster can measure with it. */
export const MEASURING = { repository: 'curlimages/curl', tags: ['8.11.1'] } as const;

async function furnish(estate: Estate): Promise<void> {
  const { front, odd, dns, harbor, old, cargo, registry, open } = estate;
  const own: readonly string[] = [HOSTS.harbor, HOSTS.old, HOSTS.cargo, HOSTS.registry];
  front.host(HOSTS.harbor, harbor.handle);
  front.host(HOSTS.old, old.handle);
  front.host(HOSTS.cargo, cargo.handle);
  front.host(HOSTS.registry, registry.handle);
  open.store.push(MEASURING);
  for (const host of Object.values(HOSTS)) {
    if (!own.includes(host)) front.host(host, open.handle);
    dns.set(host, ['127.0.0.1']);
    await estate.certify(host);
  }
  for (const [name, gate] of Object.entries(odd)) {
    const host = ODD_HOSTS[name as OddHostName];
    gate.host(host, open.handle);
    dns.set(host, ['127.0.0.1']);
    await estate.certify(host, gate);
  }
}
