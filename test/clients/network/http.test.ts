import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createNetworkAsker, type NetworkClient } from '../../../src/clients/network/asker.ts';
import { startDns } from '../../../src/sandbox/dns/server.ts';
import { closedPort, startCutter, startMute, startSaying } from '../../setup/registry-lab/holes.ts';
import { type StubAnswer, type StubRequest, startStub } from '../../setup/registry-lab/stub.ts';
import { stubConfig } from '../../setup/registry-lab/stub-config.ts';

const LIMITS = { connectMs: 3_000, answerMs: 5_000, bodyBytes: 1024 };
/** For what does not answer in time. */
const SHORT = { connectMs: 400, answerMs: 300 };
const open: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

function asker(port: number, network: object = {}, registry: object = {}): NetworkClient {
  const client = createNetworkAsker(stubConfig(port, registry, { ...LIMITS, ...network }));
  open.push(client);
  return client;
}

async function stubbed(answer: (request: StubRequest, origin: string) => StubAnswer) {
  const stub = await startStub(answer);
  open.push({ close: () => stub.stop() });
  return stub;
}

const get = (url: string) => ({ method: 'GET', url }) as const;

test('an answer comes with status, headers in lower case and body', async () => {
  const stub = await stubbed(() => ({ status: 404, headers: { 'X-Two': ['a', 'b'] }, body: 'gone' }));
  expect(await asker(stub.port).http(get(`${stub.origin}/x?y=1`))).toMatchObject({
    ended: 'answered',
    status: 404,
    headers: { 'x-two': 'a, b' },
    body: 'gone',
    truncated: false,
  });
});

test('a redirect is an answer and not followed', async () => {
  const stub = await stubbed(({ url }) =>
    url === '/a' ? { status: 307, headers: { location: '/b' } } : { status: 200 },
  );
  expect(await asker(stub.port).http(get(`${stub.origin}/a`))).toMatchObject({ status: 307 });
  expect(stub.asked).toHaveLength(1);
});

test('connections are used again', async () => {
  let connections = 0;
  const server: Server = createServer((_, response) => void response.end('ok')).on('connection', () => {
    connections++;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = asker(port);
  for (let at = 0; at < 8; at++) await client.http(get(`http://127.0.0.1:${port}/`));
  expect(connections).toBe(1);
  await client.http({ method: 'HEAD', url: `http://127.0.0.1:${port}/` });
  await client.http(get(`http://127.0.0.1:${port}/`));
  // HEAD has a connection to itself, since it ends with its answer.
  expect(connections).toBe(2);
  server.closeAllConnections();
  server.close();
});

test('a body is cut at the limit', async () => {
  const stub = await stubbed(() => ({ status: 200, body: 'x'.repeat(5000) }));
  const ending = await asker(stub.port).http(get(stub.origin));
  expect(ending).toMatchObject({ ended: 'answered', status: 200, truncated: true });
  expect(ending.ended === 'answered' && ending.body.length).toBe(1024);
});

test('a packed body is unpacked, a bomb is not', async () => {
  const packed = (text: string) => ({
    status: 200,
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(text),
  });
  const stub = await stubbed(({ url }) => packed(url === '/bomb' ? '0'.repeat(1_000_000) : 'small'));
  const client = asker(stub.port);
  expect(await client.http(get(`${stub.origin}/`))).toMatchObject({ body: 'small', truncated: false });
  expect(await client.http(get(`${stub.origin}/bomb`))).toMatchObject({ body: '', truncated: true });
});

test('each way to break is told apart', async () => {
  const [mute, cutter, babble, closed] = await Promise.all([
    startMute(),
    startCutter(),
    startSaying('SSH-2.0-x\r\n\r\n'),
    closedPort(),
  ]);
  for (const hole of [mute, cutter, babble]) open.push({ close: () => hole.stop() });
  const ask = (port: number, url: string, network = {}) => asker(port, network).http(get(url));
  expect(await ask(closed, `http://127.0.0.1:${closed}/`)).toMatchObject({ ended: 'refused' });
  expect(await ask(mute.port, `http://127.0.0.1:${mute.port}/`, SHORT)).toMatchObject({
    ended: 'timeout',
    during: 'answer',
  });
  expect(await ask(mute.port, `https://127.0.0.1:${mute.port}/`, SHORT)).toMatchObject({
    ended: 'timeout',
    during: 'handshake',
  });
  expect(await ask(cutter.port, `http://127.0.0.1:${cutter.port}/`)).toMatchObject({ ended: 'reset' });
  expect(await ask(babble.port, `http://127.0.0.1:${babble.port}/`)).toMatchObject({
    ended: 'reset',
    says: expect.stringContaining('not HTTP'),
  });
  expect(await ask(babble.port, `https://127.0.0.1:${babble.port}/`)).toMatchObject({ ended: 'not-tls' });
  expect(await ask(1, 'http://nowhere.acme.invalid/')).toMatchObject({ ended: 'dns' });
  expect(await ask(1, 'http://169.254.169.254/latest')).toMatchObject({ ended: 'not-allowed' });
  expect(await ask(1, 'http://[::ffff:169.254.169.254]/')).toMatchObject({ ended: 'not-allowed' });
  expect(await ask(1, 'http://2852039166/')).toMatchObject({ ended: 'not-allowed' });
  expect(await ask(1, 'ftp://registry.acme.test/')).toMatchObject({ ended: 'not-allowed' });
});

test('a server that drips is cut off in time', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  open.push({
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  expect(await asker(port, SHORT).http(get(`http://127.0.0.1:${port}/`))).toMatchObject({
    ended: 'timeout',
    during: 'answer',
    says: `127.0.0.1:${port} did not answer within 0.3 s`,
  });
});

test('a login goes over plain HTTP only where that is configured', async () => {
  const login = { username: 'ci', password: 'hush-hush' };
  const client = asker(80, {}, { host: 'registry.acme.test', plainHttp: false });
  expect(await client.http({ ...get('http://registry.acme.test/v2/'), login })).toEqual({
    ended: 'not-allowed',
    says: 'a login is not sent to http://registry.acme.test, which is plain HTTP',
  });
  const bearer = await client.http({ ...get('http://registry.acme.test/v2/'), bearer: 'token' });
  expect(bearer.ended).toBe('not-allowed');
  const configured = asker(80, {}, { host: 'registry.acme.invalid' });
  expect(await configured.http({ ...get('http://registry.acme.invalid/v2/'), login })).toMatchObject({
    ended: 'dns',
  });
});

test('a login and its words are in no ending and in no log', async () => {
  const stub = await stubbed(() => ({ status: 401, body: 'no' }));
  const lines: unknown[] = [];
  const logger = { debug: (...line: unknown[]) => void lines.push(line) };
  const client = asker(stub.port).with({ logger, requestId: 'req-1' });
  const login = { username: 'ci', password: 'hush-hush' };
  const endings = await Promise.all([
    client.http({ ...get(`${stub.origin}/v2/?secret=hush-hush`), login }),
    client.http({ ...get('http://u:hush-hush@169.254.169.254/'), login }),
    client.http({ ...get('x://hush:hush-hush@h/?hush-hush'), login }),
  ]);
  const encoded = Buffer.from('ci:hush-hush').toString('base64');
  expect(stub.asked[0]?.headers).toMatchObject({
    authorization: `Basic ${encoded}`,
    'x-request-id': 'req-1',
  });
  const told = JSON.stringify([endings, lines]);
  expect(lines).toHaveLength(3);
  expect(told).not.toContain('hush-hush');
  expect(told).not.toContain(encoded);
});

test('a server that tells a login of its own in a refusal is quoted without it', async () => {
  const stub = await stubbed(() => ({ status: 500, body: 'cannot reach http://admin:hunter2@db:5432/' }));
  const ending = await asker(stub.port).http(get(stub.origin));
  expect(ending).toMatchObject({ body: 'cannot reach http://•••@db:5432/' });
});

test('a server that repeats the login it refuses is quoted without it, and cookies are dropped', async () => {
  const stub = await stubbed(({ headers }) => ({
    status: 401,
    headers: { 'x-echo': String(headers.authorization), 'set-cookie': 'sid=1' },
    body: `bad: ${headers.authorization} ${Buffer.from(String(headers.authorization).slice(6), 'base64')}`,
  }));
  const login = { username: 'ci', password: 'hush-hush' };
  const ending = await asker(stub.port).http({ ...get(stub.origin), login });
  expect(ending).toMatchObject({ body: 'bad: Basic ••• ci:•••' });
  expect(JSON.stringify(ending)).not.toMatch(/hush|Y2k6|sid/);
});

test('of several addresses those we may not go to are left out, and one that answers is found', async () => {
  const stub = await stubbed(() => ({ status: 200, body: 'here' }));
  const dns = await startDns({
    'registry.acme.test': ['169.254.169.254', '127.0.0.2', '127.0.0.1'],
    'inside.acme.test': ['169.254.169.254', '0.0.0.0'],
  });
  open.push({ close: () => dns.stop() });
  const client = asker(stub.port, { resolvers: [dns.address] });
  const url = `http://registry.acme.test:${stub.port}/`;
  expect(await client.http(get(url))).toMatchObject({ status: 200, body: 'here' });
  expect(await client.http(get(url.replace('registry', 'inside')))).toEqual({
    ended: 'not-allowed',
    says: 'inside.acme.test: 169.254.169.254 is a link-local address; `network.allowAddresses` does not name it',
  });
});

test('an aborted diagnosis ends its questions', async () => {
  const mute = await startMute();
  open.push({ close: () => mute.stop() });
  const controller = new AbortController();
  const client = asker(mute.port, { answerMs: 60_000 }).with({ signal: controller.signal });
  const asked = client.http(get(`http://127.0.0.1:${mute.port}/`));
  setImmediate(() => controller.abort());
  expect(await asked).toMatchObject({ ended: 'timeout', says: 'the diagnosis ended before the answer came' });
});

test('a proxy is asked to connect, and its refusal is the proxy’s', async () => {
  const stub = await stubbed(() => ({ status: 200, body: 'through' }));
  const seen: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
    if (seen.length > 1) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const upstream = connect(stub.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  open.push({ close: async () => void proxy.close().closeAllConnections() });
  const registry = { host: 'inside.acme.test', proxy: `http://me:hush@127.0.0.1:${port}` };
  // No address is allowed: the proxy itself is configured, and it looks the name up.
  const network = { allowAddresses: [] };
  const login = `Basic ${Buffer.from('me:hush').toString('base64')}`;
  const question = get('http://inside.acme.test/v2/');
  expect(await asker(0, network, registry).http(question)).toMatchObject({ body: 'through' });
  expect(seen).toEqual([`inside.acme.test:80 ${login}`]);
  const refused = await asker(0, network, registry).http(question);
  expect(refused).toMatchObject({ ended: 'proxy', says: expect.stringContaining('407') });
  expect(JSON.stringify(refused)).not.toContain('hush');
});

test('a POST carries its JSON, is not led elsewhere, and nothing else carries a body', async () => {
  const stub = await stubbed(({ url }) =>
    url === '/a' ? { status: 307, headers: { location: '/b' } } : { status: 200 },
  );
  const client = asker(stub.port);
  const post = { method: 'POST', url: `${stub.origin}/a`, json: { id: 2 } } as const;
  expect(await client.http(post)).toMatchObject({ status: 307 });
  expect(stub.asked).toMatchObject([{ method: 'POST', headers: { 'content-type': 'application/json' } }]);
  expect(await client.http({ method: 'POST', url: stub.origin })).toMatchObject({ ended: 'not-allowed' });
  expect(await client.http({ ...get(stub.origin), json: {} })).toMatchObject({ ended: 'not-allowed' });
});
