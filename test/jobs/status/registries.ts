/** Registries of a test on loopback, asked by the real network client. */
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { NetworkConfig, RegistryConfig } from '../../../src/config.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { askStatus } from '../../../src/jobs/status/ask-status.ts';
import { startDns } from '../../../src/sandbox/dns/server.ts';
import { createAuthority, type LeafRequest } from '../../../src/sandbox/tls/authority.ts';
import { allChecks } from '../../checks/all-checks.ts';

const authority = await createAuthority('Acme registries');
const folder = await mkdtemp(join(tmpdir(), 'status-'));
const ca = join(folder, 'ca.pem');
await writeFile(ca, authority.certPem);
export const NAMES = ['harbor.acme.test', 'mirror.acme.test', 'other.acme.test'] as const;
const dns = await startDns(Object.fromEntries(NAMES.map((name) => [name, ['127.0.0.1']])));

export interface Site {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves over TLS, or plainly with `leaf` null. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  leaf: Partial<LeafRequest> | null = {},
): Promise<Site> {
  const listener: RequestListener = (request, response) => void handle(request, response);
  const cert = leaf && (await authority.issue({ names: NAMES, ...leaf }));
  const server = cert
    ? createServer({ cert: cert.certPem, key: cert.keyPem }, listener)
    : createPlain(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Setting {
  readonly clusters?: readonly ClusterReader[];
  readonly now?: Date;
  readonly timeBoxMs?: number;
  readonly trusted?: boolean;
  readonly allowed?: boolean;
}

/** Asks the status of registries so configured; their passwords are in PASSWORD. */
export async function statusOf(registries: readonly object[], setting: Setting = {}) {
  const { clusters = [], now = new Date(), timeBoxMs = 20_000, trusted = true, allowed = true } = setting;
  const parsed = registries.map((registry) => RegistryConfig.parse(registry));
  const network = createNetworkAsker({
    file: {
      registries: parsed,
      network: NetworkConfig.parse({
        resolvers: [dns.address],
        allowAddresses: allowed ? ['127.0.0.0/8'] : [],
        ca: trusted ? [ca] : [],
        connectMs: 3000,
      }),
    },
    secret: (name) => (name === 'PASSWORD' ? 'medic-secret' : undefined),
  });
  try {
    const surroundings = {
      registries: parsed,
      network,
      checks: allChecks,
      clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
      now: () => now,
      timeBoxMs,
    };
    return await askStatus({ kind: 'status' }, surroundings);
  } finally {
    await network.close();
  }
}
