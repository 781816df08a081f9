import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { forwardTo } from '../../../src/sandbox/cluster/forward.ts';
import type { ServiceHandler } from '../../../src/sandbox/cluster/world.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { foundOf, readerFor } from './sandbox-reader.ts';

const services = new Map<string, ServiceHandler>();
let behind: ApiServer;
let cluster: SandboxCluster;
let admin: ClusterReader;
beforeAll(async () => {
  behind = await startApiServer();
  behind.handle(({ at, headers }) => ({
    status: at.pathname === '/broken' ? 500 : 200,
    json: { path: at.pathname + at.search, login: headers.authorization ?? null },
  }));
  cluster = await startCluster({
    services,
    identities: [
      { user: 'admin', token: 'admin-token' },
      { user: 'narrow', token: 'narrow-token', deny: [{ resources: ['services/proxy'] }] },
    ],
  });
  const service = (name: string, port: number) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'harbor', name },
    spec: { ports: [{ name: 'http', port }] },
  });
  cluster.apply([
    service('harbor-core', 80),
    service('harbor-jobservice', 80),
    service('harbor-trivy', 8080),
  ]);
  services.set('harbor/harbor-core:80', forwardTo(behind.url, behind.caPem));
  services.set('harbor/harbor-trivy:8080', () => {
    throw new Error('dial tcp 10.244.1.7:8080: connect: connection refused');
  });
  admin = await readerFor(cluster.kubeconfig());
});
afterAll(() => Promise.all([cluster.stop(), behind.stop()]));

const core = { namespace: 'harbor', service: 'harbor-core', port: 80 };

test('what the Service says, without our login, a 500 too', async () => {
  const reply = foundOf(await admin.proxy({ ...core, path: '/api/v2.0/health?x=1&y=a%20b' }));
  expect(reply).toMatchObject({ status: 200, truncated: false });
  expect(JSON.parse(reply.body)).toEqual({ path: '/api/v2.0/health?x=1&y=a+b', login: null });
  expect(foundOf(await admin.proxy({ ...core, path: '/broken' }))).toMatchObject({ status: 500 });
});

test('by the name of its port', async () => {
  expect(foundOf(await admin.proxy({ ...core, port: 'http', path: '/' })).status).toBe(200);
});

test.each([
  ['harbor-gone', 80, 'not-found', 'services "harbor-gone" not found'],
  ['harbor-jobservice', 80, 'unreachable', 'no endpoints available for service'],
  ['harbor-trivy', 8080, 'unreachable', 'error trying to reach service: dial tcp 10.244.1.7:8080'],
])('the API server itself says no for %s', async (service, port, ended, says) => {
  expect(await admin.proxy({ namespace: 'harbor', service, port, path: '/' })).toMatchObject({
    ended,
    says: expect.stringContaining(says),
  });
});

test('a reader without the right', async () => {
  const narrow = await readerFor(cluster.kubeconfig('narrow'));
  expect(await narrow.proxy({ ...core, path: '/' })).toMatchObject({
    ended: 'forbidden',
    says: expect.stringContaining('cannot get resource "services/proxy"'),
  });
});

test('a Service that thinks longer than it is given', async () => {
  services.set('harbor/harbor-core:81', () => new Promise(() => {}));
  const answer = await admin.proxy({ ...core, port: 81, path: '/api/v2.0/health', timeoutMs: 200 });
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringContaining('did not answer'),
  });
});

test('a long answer is cut', async () => {
  services.set('harbor/harbor-core:9090', () => ({ status: 200, body: 'x'.repeat(3_000_000) }));
  const reply = foundOf(await admin.proxy({ ...core, port: 9090, path: '/metrics' }));
  expect(reply.truncated).toBe(true);
  expect(reply.body).toHaveLength(1024 * 1024);
});

test.each(['/../../../secrets', '/%2e%2E/x', 'relative'])('a path that leads elsewhere: %s', async (path) => {
  await expect(admin.proxy({ ...core, path })).rejects.toThrow('without dots');
});
