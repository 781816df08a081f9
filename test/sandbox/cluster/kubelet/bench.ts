/** What tests of the kubelet stand on: a resolver, an authority, clusters and registries that end with the test. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import {
  type ClusterOptions,
  type SandboxCluster,
  startCluster,
} from '../../../../src/sandbox/cluster/cluster.ts';
import type { Pod } from '../../../../src/sandbox/cluster/objects.ts';
import { type DnsServer, startDns } from '../../../../src/sandbox/dns/server.ts';
import { type Authority, createAuthority } from '../../../../src/sandbox/tls/authority.ts';
import { eventually, pod } from '../objects.ts';
import { type Stub, type StubOptions, startStub } from '../registry-stub.ts';

export const HOST = 'registry.acme.test';
export const LOGIN = { username: 'robot', password: 'pass:word' };

export interface RegistryOptions extends Omit<StubOptions, 'tls'> {
  readonly names?: readonly string[];
  readonly notAfter?: Date;
  readonly by?: Authority;
}

export interface Bench {
  dns(): DnsServer;
  cluster(options?: ClusterOptions): Promise<SandboxCluster>;
  /** Over TLS, holding `shop/cart:1` for amd64. */
  registry(options?: RegistryOptions): Promise<Stub>;
  /** Ends with the test. */
  later(end: () => Promise<void>): void;
}

export function bench(): Bench {
  let authority: Authority;
  let dns: DnsServer;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    authority = await createAuthority('Acme test authority');
    dns = await startDns({ [HOST]: ['127.0.0.1'] });
  });
  afterAll(() => dns.stop());
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  return {
    dns: () => dns,
    later: (end) => void ends.push(end),
    cluster: async (options = {}) => {
      const started = await startCluster({
        dns: dns.address,
        ca: [authority.certPem],
        backOff: { baseMs: 100, maxMs: 200 },
        dialMs: 3_000,
        handshakeMs: 3_000,
        nodes: [{ name: 'n1', arch: 'amd64' }],
        ...options,
      });
      ends.push(() => started.stop());
      return started;
    },
    registry: async ({ names = [HOST], notAfter, by = authority, ...rest } = {}) => {
      const old = notAfter ? { notAfter, notBefore: new Date('2020-01-01T00:00:00Z') } : {};
      const stub = await startStub({ ...rest, tls: await by.issue({ names, ...old }) });
      stub.hold('shop/cart', '1', ['amd64']);
      ends.push(() => stub.stop());
      return stub;
    },
  };
}

export function status(on: SandboxCluster, name = 'p'): NonNullable<Pod['status']> {
  return (on.get('pods', 'shop', name) as Pod | undefined)?.status ?? {};
}

export function messages(on: SandboxCluster): readonly string[] {
  return on.store
    .list('events', 'shop')
    .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
}

/** The waiting message of a pod `p` of this image, once its pull has failed. */
export async function failure(
  on: SandboxCluster,
  image: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  on.apply([pod('shop', 'p', image, more)]);
  return eventually(`a failure of ${image}`, () => {
    const waiting = status(on).containerStatuses?.[0]?.state['waiting'] as
      | { reason: string; message?: string }
      | undefined;
    return waiting?.reason === 'ErrImagePull' && waiting.message;
  });
}

export async function remove(on: SandboxCluster): Promise<void> {
  on.delete('pods', 'shop', 'p');
  await eventually('no pod', () => !on.get('pods', 'shop', 'p'));
}

export function resolving(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": `;
}
