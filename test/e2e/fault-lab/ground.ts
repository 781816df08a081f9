/** What all faults stand on: one cluster, one DNS, one authority, and registries that several faults share. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { type DnsServer, startDns } from '../../../src/sandbox/dns/server.ts';
import { type Authority, createAuthority, type LeafRequest } from '../../../src/sandbox/tls/authority.ts';
import { namespace, pullSecret } from '../../../src/sandbox/world/objects.ts';
import type { Hole } from '../../setup/registry-lab/holes.ts';
import { type Lab, type LabOptions, startLab } from '../../setup/registry-lab/lab.ts';
import { startNginx } from '../../setup/registry-lab/nginx.ts';
import { type HarborLab, startHarborLab } from './harbor-lab.ts';
import { addSpokenNodes, pullingNodes } from './nodes.ts';

export const NAMESPACE = 'shop';

/** Paths of the real programs. */
export interface Programs {
  readonly registry: string;
  readonly nginx: string;
}

export type Logins = Readonly<Record<string, { readonly username: string; readonly password: string }>>;

export interface Ground {
  readonly programs: Programs;
  readonly cluster: SandboxCluster;
  readonly kubeconfig: string;
  readonly dns: DnsServer;
  readonly authority: Authority;
  /** Path of the authority's PEM. */
  readonly ca: string;
  /** `ci` with LAB_PASSWORD; users of the token service below. */
  readonly basic: Lab;
  readonly token: Lab;
  /** Open to all and without TLS: what reverse proxies stand before. */
  readonly origin: Lab;
  readonly harbor: HarborLab;
  /** Registries that the nodes speak to without TLS; may grow. */
  readonly plainHttp: string[];
  /** Every password in use: none may be in an answer. */
  readonly passwords: readonly string[];
  /** Another registry in the same world. */
  lab(options: LabOptions): Promise<Lab>;
  /** nginx with TLS for `<name>.acme.test`, these lines in its server block; its `host:port`. */
  front(name: string, server: string, tls?: Partial<LeafRequest> | 'plain'): Promise<string>;
  /** Makes a pull secret and gives its name. */
  secret(logins: Logins): string;
  /** Stops it with the ground. */
  keep<T extends { stop(): Promise<void> }>(part: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export const ROBOT = { username: 'robot$shop+ci', password: 'robot-pass' };

export async function startGround(programs: Programs): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'fault-lab-'));
  const parts: { stop(): Promise<void> }[] = [];
  const keep: Ground['keep'] = async (part) => {
    const started = await part;
    parts.push(started);
    return started;
  };
  const [authority, dns, emptyDns] = await Promise.all([
    createAuthority('Acme Test Authority'),
    keep(startDns()),
    keep(startDns()),
  ]);
  const plainHttp: string[] = [];
  const passwords: string[] = [];
  const shared = { dns, authority };
  const lab: Ground['lab'] = (options) => keep(startLab(programs.registry, { ...options, shared }));
  const users = { [ROBOT.username]: { password: ROBOT.password, pulls: ['shop/other'] } };
  const [basic, token, origin, harbor, cluster] = await Promise.all([
    lab({ auth: 'htpasswd', host: 'registry.acme.test' }),
    lab({ auth: 'token', host: 'tokens.acme.test', users, open: ['library/web'] }),
    lab({ tls: 'plain', host: 'origin.acme.test' }),
    keep(startHarborLab(shared)),
    keep(startLabCluster(authority, dns, emptyDns, plainHttp)),
  ]);
  const [ca, kubeconfig] = [join(folder, 'ca.pem'), join(folder, 'kubeconfig')];
  await Promise.all([writeFile(ca, authority.certPem), writeFile(kubeconfig, cluster.kubeconfig())]);
  const front: Ground['front'] = async (name, server, tls = {}) => {
    const host = `${name}.acme.test`;
    dns.set(host, ['127.0.0.1']);
    const leaf = tls === 'plain' ? {} : { tls: await authority.issue({ names: [host], ...tls }) };
    const { port } = await keep<Hole>(startNginx(programs.nginx, { server, ...leaf }));
    return `${host}:${port}`;
  };
  const secret: Ground['secret'] = (logins) => {
    const name = `regcred-${passwords.length}`;
    passwords.push(...Object.values(logins).map(({ password }) => password));
    cluster.apply([pullSecret(NAMESPACE, name, logins)]);
    return name;
  };
  return {
    programs,
    cluster,
    kubeconfig,
    dns,
    authority,
    ca,
    basic,
    token,
    origin,
    harbor,
    plainHttp,
    passwords,
    lab,
    front,
    secret,
    keep,
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startLabCluster(
  authority: Authority,
  dns: DnsServer,
  emptyDns: DnsServer,
  plainHttp: readonly string[],
): Promise<SandboxCluster> {
  const cluster = await startCluster({
    name: 'lab',
    nodes: pullingNodes(emptyDns.address),
    dns: dns.address,
    ca: [authority.certPem],
    plainHttp,
    dialMs: 3_000,
    handshakeMs: 3_000,
    backOff: { baseMs: 2_000, maxMs: 20_000 },
  });
  addSpokenNodes(cluster);
  cluster.apply([namespace(NAMESPACE)]);
  return cluster;
}
