import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type ApiServer, type KubeUser, refusal, startApiServer, writeKubeconfig } from './api-server.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function serve(leaf: Parameters<typeof startApiServer>[0] = {}): Promise<ApiServer> {
  const server = await startApiServer(leaf);
  stops.push(server.stop);
  return server;
}

async function readerOf(server: { readonly url: string; readonly caPem?: string }, user?: KubeUser) {
  const kubeconfig = await writeKubeconfig('prod', server, user);
  const config = { name: 'prod', kubeconfig, inCluster: false, default: false };
  return createClusterReader(config, {}, { timeoutMs: 2_000 });
}

const account = { json: { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'regcred' }] } };

test('several questions share connections and carry the token', async () => {
  const server = await serve();
  const seen = new Set<string | undefined>();
  server.handle((request) => {
    seen.add(request.headers.authorization);
    return account;
  });
  const reader = await readerOf(server);
  for (let i = 0; i < 5; i += 1) await reader.serviceAccount('shop', 'default');
  expect(server.asked).toHaveLength(5);
  // The pool may open a second one while the first is being handed back, never one for each question.
  expect(server.connections()).toBeLessThan(3);
  expect([...seen]).toEqual(['Bearer planted-token']);
});

test.each([
  ['429 with Retry-After', refusal(429, 'TooManyRequests', 'slow down'), { 'retry-after': '0' }],
  ['503', refusal(503, 'ServiceUnavailable', 'etcd is electing'), {}],
])('a passing %s is asked again', async (_name, reply, headers) => {
  const server = await serve();
  server.handle(() => (server.asked.length < 3 ? { ...reply, headers } : account));
  const answer = await (await readerOf(server)).serviceAccount('shop', 'default');
  expect(answer).toEqual({ ended: 'found', value: { name: 'default', imagePullSecrets: ['regcred'] } });
  expect(server.asked).toHaveLength(3);
});

test('a cut connection is asked again', async () => {
  const server = await serve();
  server.handle(() => (server.asked.length < 2 ? 'cut' : account));
  const answer = await (await readerOf(server)).serviceAccount('shop', 'default');
  expect(answer.ended).toBe('found');
});

test('a lasting 500 ends as unreachable with the words of the server', async () => {
  const server = await serve();
  server.handle(() => refusal(500, 'InternalError', 'etcdserver: request timed out'));
  const answer = await (await readerOf(server)).serviceAccount('shop', 'default');
  expect(answer).toEqual({
    ended: 'unreachable',
    says: `the API server ${server.url} answered 500: etcdserver: request timed out`,
  });
  expect(server.asked).toHaveLength(3);
});

test('a Retry-After beyond the time box is not waited for', async () => {
  const server = await serve();
  server.handle(() => ({
    ...refusal(429, 'TooManyRequests', 'slow down'),
    headers: { 'retry-after': '60' },
  }));
  const answer = await (await readerOf(server)).serviceAccount('shop', 'default');
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringContaining('429: slow down') });
  expect(server.asked).toHaveLength(1);
});

test.each([
  [403, 'forbidden', 'secrets "regcred" is forbidden: User "bot" cannot get resource "secrets"'],
  [404, 'not-found', 'secrets "regcred" not found'],
])('%i ends as %s in the words of the server', async (code, ended, says) => {
  const server = await serve();
  server.handle(() => refusal(code, 'Whatever', says));
  expect(await (await readerOf(server)).secret('shop', 'regcred')).toEqual({ ended, says });
});

test('401 is asked once more with a fresh login, then says what has expired and never the token', async () => {
  const server = await serve();
  server.handle(() => refusal(401, 'Unauthorized', 'Unauthorized'));
  const answer = await (await readerOf(server)).namespaces();
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringMatching(/401 .*expired/) });
  expect(JSON.stringify(answer)).not.toContain('planted-token');
  expect(server.asked).toHaveLength(2);
});

test('no answer within the time box', async () => {
  const server = await serve();
  server.handle(() => 'hang');
  const answer = await (await readerOf(server)).namespaces();
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringContaining('did not answer') });
});

test('a page of something else', async () => {
  const server = await serve();
  server.handle(() => ({ text: '<html>Log in</html>' }));
  const answer = await (await readerOf(server)).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringContaining('no Kubernetes object'),
  });
});

test('refused', async () => {
  const answer = await (await readerOf({ url: `https://127.0.0.1:${await freePort()}` })).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringContaining('refuses connections'),
  });
});

test('a name that does not resolve', async () => {
  const answer = await (await readerOf({ url: 'https://api.nowhere.invalid:6443' })).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringMatching(/does not resolve.*invalid/),
  });
});

test('an authority the kubeconfig does not name', async () => {
  const server = await serve();
  const answer = await (await readerOf({ url: server.url })).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringMatching(/TLS with .*self.signed/),
  });
});

test('an expired certificate', async () => {
  const server = await serve({ notAfter: new Date(Date.now() - 3_600_000) });
  const answer = await (await readerOf(server)).namespaces();
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringMatching(/TLS with .*expired/) });
});

test('a certificate for another name', async () => {
  const server = await serve({ names: ['api.acme.test'] });
  const answer = await (await readerOf(server)).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringMatching(/TLS with .*127\.0\.0\.1/),
  });
});

test('a port that speaks no TLS', async () => {
  const plain = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  stops.push(async () => plain.close());
  const address = plain.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const answer = await (await readerOf({ url: `https://127.0.0.1:${port}` })).namespaces();
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringContaining('TLS with') });
});

test('a credential plugin that fails says so, without the token it prints', async () => {
  const server = await serve();
  const exec = { command: 'sh', args: ['-c', 'echo "login expired, token=s3cr3t-value" >&2; exit 1'] };
  const answer = await (await readerOf(server, { exec })).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringMatching(/credential plugin .*login expired, token=\[removed\]/),
  });
});

test('a credential plugin that is not installed', async () => {
  const server = await serve();
  const answer = await (await readerOf(server, { exec: { command: 'no-such-plugin' } })).namespaces();
  expect(answer).toMatchObject({
    ended: 'unreachable',
    says: expect.stringMatching(/plugin .*no-such-plugin/),
  });
});
