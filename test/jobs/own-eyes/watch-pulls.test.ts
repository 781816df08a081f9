import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPodWatch } from '../../../src/clients/kubernetes/watch-pods.ts';
import type { Sighting } from '../../../src/engine/sighting.ts';
import { watchPulls } from '../../../src/jobs/own-eyes/watch-pulls.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { eventually, pod } from '../../sandbox/cluster/objects.ts';

/** Between the watch and the API server: cuts, refuses, swallows. */
interface Wire {
  readonly port: number;
  mode: 'through' | 'refuse' | 'swallow';
  cut(): void;
  stop(): void;
}

async function startWire(target: number): Promise<Wire> {
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    if (wire.mode === 'refuse') return client.destroy();
    open.add(client);
    client.on('error', () => {}).on('close', () => open.delete(client));
    if (wire.mode === 'swallow') return client.resume();
    const api = connect(target, '127.0.0.1');
    api.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => api.destroy());
    client.pipe(api).pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const wire: Wire = {
    port: typeof address === 'object' && address ? address.port : 0,
    mode: 'through',
    cut: () => open.forEach((socket) => void socket.destroy()),
    stop: () => void server.close(),
  };
  return wire;
}

let cluster: SandboxCluster;
let wire: Wire;
const over = new AbortController();
const told: Sighting[] = [];
let watching: Promise<void>;

beforeAll(async () => {
  cluster = await startCluster({ preloaded: ['registry.acme.test/*'], plainHttp: ['127.0.0.1:9'] });
  wire = await startWire(Number(new URL(cluster.url).port));
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, cluster.kubeconfig().replace(cluster.url, `https://127.0.0.1:${wire.port}`));
  const times = { watchS: 1, silenceMs: 1_500, backoffMs: [20, 200] as const };
  const config = { name: 'prod', kubeconfig: file, inCluster: false, default: false };
  const watch = createPodWatch(config, {}, times);
  const parts = {
    tell: async (sighting: Sighting) => void told.push(sighting),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  };
  sick('before');
  watching = watchPulls(watch, parts, over.signal);
});
afterAll(async () => {
  over.abort();
  await watching;
  wire.stop();
  await cluster.stop();
});

/** Nothing listens on port 9 of loopback. */
function sick(name: string): void {
  cluster.apply([pod('shop', name, '127.0.0.1:9/shop/cart:1')]);
}

function tellings(name: string, status: Sighting['status'] = 'firing'): readonly Sighting[] {
  return told.filter(({ target, status: is }) => target.pod === name && is === status);
}

async function toldOnce(name: string, status: Sighting['status'] = 'firing'): Promise<void> {
  await eventually(`${name} ${status}`, () => tellings(name, status).length > 0);
  expect(tellings(name, status)).toHaveLength(1);
}

test('what failed before the watch began is told', () => toldOnce('before'));

test('a pod that begins to fail is told; one that has its image is not', async () => {
  cluster.apply([pod('shop', 'well', 'registry.acme.test/shop/web:1')]);
  sick('during');
  await toldOnce('during');
  expect(tellings('well')).toEqual([]);
});

test('watches end by their own time limit and go on without telling anything twice', async () => {
  await new Promise((done) => setTimeout(done, 2_500));
  await toldOnce('before');
  await toldOnce('during');
});

test('a connection that is cut is resumed', async () => {
  wire.cut();
  sick('after-cut');
  await toldOnce('after-cut');
  await toldOnce('before');
});

test('an API server that is away is waited for; what failed meanwhile is told', async () => {
  wire.mode = 'refuse';
  wire.cut();
  sick('while-away');
  await new Promise((done) => setTimeout(done, 700));
  wire.mode = 'through';
  await toldOnce('while-away');
});

test('a connection on which nothing comes is given up', async () => {
  wire.mode = 'swallow';
  wire.cut();
  sick('while-silent');
  await new Promise((done) => setTimeout(done, 700));
  wire.mode = 'through';
  await toldOnce('while-silent');
});

test('a version that is too old (410 Gone) leads to a new list, and to nothing twice', async () => {
  wire.mode = 'refuse';
  wire.cut();
  sick('while-expired');
  cluster.store.compact();
  wire.mode = 'through';
  await toldOnce('while-expired');
  for (const name of ['before', 'during', 'after-cut', 'while-away']) await toldOnce(name);
});

test('a pod that is deleted is told to be over, once', async () => {
  cluster.delete('pods', 'shop', 'during');
  await toldOnce('during', 'resolved');
});

test('a pod that was deleted while nobody watched is told to be over as well', async () => {
  wire.mode = 'refuse';
  wire.cut();
  cluster.delete('pods', 'shop', 'after-cut');
  await new Promise((done) => setTimeout(done, 300));
  wire.mode = 'through';
  await toldOnce('after-cut', 'resolved');
});
