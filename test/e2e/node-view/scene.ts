/** A cluster with one node per trouble, a registry that is well, and node workers as processes of their own. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { loadConfig } from '../../../src/config.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import { answerQuestion } from '../../../src/jobs/answer.ts';
import { createNodeAsker } from '../../../src/jobs/node-asker.ts';
import { createSurroundings } from '../../../src/jobs/surroundings.ts';
import { startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import type { NodeOptions } from '../../../src/sandbox/cluster/nodes.ts';
import { startDns } from '../../../src/sandbox/dns/server.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { createDistribution } from '../../../src/sandbox/registry/distribution.ts';
import { openGate } from '../../../src/sandbox/registry/gate.ts';
import { createAuthority } from '../../../src/sandbox/tls/authority.ts';
import { type NodeWorker, startNodeWorker } from './node-worker.ts';

export const HOST = 'registry.acme.test';
export const CLUSTER = 'lab';

export interface Scene {
  /** `registry.acme.test:1234/shop/cart:1`. */
  readonly image: string;
  readonly port: number;
  /** A port of loopback where nothing listens. */
  readonly closedPort: number;
  readonly caPem: string;
  /** The host:port of a proxy that refuses every CONNECT. */
  readonly proxy: string;
  /** The `resolv.conf` of a node whose resolver knows the registry, or does not. */
  resolvConf(knows: 'knows' | 'lacks'): string;
  worker(node: string, files: Readonly<Record<string, string>>): Promise<NodeWorker>;
  /** Runs a pod on the node, waits until its pull fails, and asks why. */
  why(node: string, redis?: 'with-redis' | 'without-redis'): Promise<Verdict>;
  stop(): Promise<void>;
}

/** Every node fails to pull as its own trouble makes it; the bot stands where all is well. */
export async function startScene(redis: string): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'node-view-'));
  const authority = await createAuthority('Acme Internal Root CA');
  const [port, closedPort] = [await freePort(), await freePort()];
  const gate = await openGate({ port, state: 'tls' });
  const registry = createDistribution();
  registry.store.push({ repository: 'shop/cart', tags: ['1'] });
  gate.host(HOST, registry.handle);
  gate.certificate(HOST, await authority.issue({ names: [HOST] }));
  const knows = await startDns({ [HOST]: ['127.0.0.1'] });
  const lacks = await startDns();
  // Where a mirror or a proxy is down, the kubelet's own connection is refused.
  const leadsNowhere = await startDns({ [HOST]: ['127.0.0.2'] });
  const { server, address } = await startRefusingProxy();
  const nodes: readonly NodeOptions[] = [
    ...['node-dns', 'node-none', 'node-killed', 'node-over'].map((name) => ({ name, dns: lacks.address })),
    { name: 'node-ca', ca: [] },
    ...['node-mirror', 'node-proxy'].map((name) => ({ name, dns: leadsNowhere.address })),
  ].map((node) => ({ arch: 'amd64' as const, ...node }));
  const cluster = await startCluster({
    name: CLUSTER,
    nodes,
    dns: knows.address,
    ca: [authority.certPem],
    dialMs: 3_000,
    handshakeMs: 5_000,
  });
  const paths = {
    kubeconfig: join(folder, 'kubeconfig'),
    config: join(folder, 'c.yaml'),
    ca: join(folder, 'ca.pem'),
  };
  await writeFile(paths.kubeconfig, cluster.kubeconfig());
  await writeFile(paths.ca, authority.certPem);
  const network = {
    resolvers: [knows.address],
    allowAddresses: ['127.0.0.0/8'],
    ca: [paths.ca],
  };
  await writeFile(
    paths.config,
    stringify({ clusters: [{ name: CLUSTER, kubeconfig: paths.kubeconfig }], network }),
  );
  const config = loadConfig({ REGISTRY_MEDIC_CONFIG: paths.config, REDIS_URL: redis });
  const nodesAsker = createNodeAsker(redis);
  const surroundings = await createSurroundings(config, undefined, nodesAsker);
  const workers: NodeWorker[] = [];
  const image = `${HOST}:${port}/shop/cart:1`;
  return {
    image,
    port,
    closedPort,
    caPem: authority.certPem,
    proxy: address,
    resolvConf: (which) =>
      `nameserver [127.0.0.1]:${(which === 'knows' ? knows : lacks).address.split(':')[1]}\n`,
    async worker(node, files) {
      const worker = await startNodeWorker({ redis, cluster: CLUSTER, node, files });
      workers.push(worker);
      return worker;
    },
    async why(node, by = 'with-redis') {
      const pod = `cart-on-${node}`;
      cluster.apply([
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: pod, namespace: 'shop' },
          spec: { nodeName: node, containers: [{ name: 'web', image }] },
        },
      ]);
      const waits = (): string => JSON.stringify(cluster.get('pods', 'shop', pod)?.status ?? {});
      await expect.poll(waits, { timeout: 90_000 }).toMatch(/ErrImagePull|ImagePullBackOff/);
      const around = by === 'with-redis' ? surroundings : { ...surroundings, nodes: null };
      const reply = await answerQuestion(
        { kind: 'pull', cluster: CLUSTER, namespace: 'shop', what: pod },
        around,
      );
      if (reply.kind !== 'verdict') throw new Error(JSON.stringify(reply));
      return reply.verdict;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await nodesAsker.close();
      await surroundings.network.close();
      await cluster.stop();
      await gate.stop();
      await Promise.all([knows.stop(), lacks.stop(), leadsNowhere.stop()]);
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRefusingProxy(): Promise<{ server: Server; address: string }> {
  const server = createServer().on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  return { server, address: `127.0.0.1:${typeof at === 'object' && at ? at.port : 0}` };
}
