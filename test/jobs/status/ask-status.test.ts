import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { NAMES, type Site, serve, statusOf } from './registries.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.stop()));
});
async function site(...given: Parameters<typeof serve>): Promise<Site> {
  const made = await serve(...given);
  sites.push(made);
  return made;
}

const open: Parameters<typeof serve>[0] = (_request, response) => {
  response.setHeader('docker-distribution-api-version', 'registry/2.0');
  response.end('{}');
};
const [HARBOR, MIRROR] = NAMES;
const DAY_MS = 86_400_000;
const inDays = (days: number) => ({ notAfter: new Date(Date.now() + days * DAY_MS + 60_000) });
const one = async (...given: Parameters<typeof statusOf>) => {
  const [registry] = (await statusOf(...given)).registries;
  if (!registry) throw new Error('no registry in the report');
  return registry;
};

test('an open registry is healthy, and its certificate is noted', async () => {
  const { port } = await site(open);
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    health: 'healthy',
    product: 'distribution',
    troubles: [],
    notes: [{ id: 'certificate', says: expect.stringMatching(/^Certificate ends in \d+ days, on \d{4}-/) }],
    couldNotLook: [],
  });
});

test.each([
  [29, 'warning'],
  [6, 'degraded'],
  [31, 'healthy'],
] as const)('a certificate that ends in %i days: %s', async (days, health) => {
  const { port } = await site(open, inDays(days));
  const status = await one([{ name: 'a', host: `${HARBOR}:${port}` }]);
  expect(status.health).toBe(health);
  expect([...status.troubles, ...status.notes]).toMatchObject([
    { id: 'certificate', health, says: expect.stringContaining(`ends in ${days} days`) },
  ]);
});

test('an expired certificate is down and said once', async () => {
  const { port } = await site(open, { notBefore: new Date(Date.now() - 9 * DAY_MS), ...inDays(-3) });
  const status = await one([{ name: 'a', host: `${HARBOR}:${port}` }]);
  expect(status).toMatchObject({
    health: 'down',
    troubles: [{ id: 'certificate', says: expect.stringContaining('ended 2 days ago') }],
  });
});

test('an authority that is not trusted', async () => {
  const { port } = await site(open);
  const status = await one([{ name: 'a', host: `${HARBOR}:${port}` }], { trusted: false });
  expect(status).toMatchObject({
    health: 'degraded',
    troubles: [{ id: 'tls', quote: expect.stringContaining('SELF_SIGNED') }],
  });
});

test('a certificate for another name', async () => {
  const { port } = await site(open, { names: ['elsewhere.acme.test'] });
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    troubles: [{ id: 'tls', says: `Its certificate is not for \`${HARBOR}\`.` }],
  });
});

test('a name that does not exist', async () => {
  expect(await one([{ name: 'a', host: 'gone.acme.test' }])).toMatchObject({
    health: 'down',
    troubles: [{ id: 'dns', says: expect.stringContaining('`gone.acme.test` does not resolve') }],
  });
});

test('a closed port', async () => {
  const port = await freePort();
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    health: 'down',
    troubles: [
      {
        id: 'tcp',
        says: `No connection to \`${HARBOR}\` port ${port}.`,
        quote: expect.stringContaining('ECONNREFUSED'),
      },
    ],
  });
});

test('plain HTTP where TLS is configured', async () => {
  const { port } = await site(open, null);
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    health: 'down',
    troubles: [{ id: 'tls' }],
  });
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}`, plainHttp: true }])).toMatchObject({
    health: 'healthy',
  });
});

test.each([
  ['503', 503, 'no upstream', 'down', /`\/v2\/` answers with a server error/],
  ['a web page', 404, '<html>Welcome</html>', 'degraded', /not a registry's answer/],
] as const)('%s at /v2/', async (_name, code, body, health, says) => {
  const { port } = await site((_request, response) => response.writeHead(code).end(body));
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    health,
    troubles: [{ id: 'api', says: expect.stringMatching(says) }],
  });
});

test('a token service that is down', async () => {
  const token = await freePort();
  const { port } = await site((_request, response) => {
    response
      .writeHead(401, { 'www-authenticate': `Bearer realm="https://${MIRROR}:${token}/token",service="s"` })
      .end();
  });
  expect(await one([{ name: 'a', host: `${HARBOR}:${port}` }])).toMatchObject({
    health: 'down',
    troubles: [
      { id: 'token', says: expect.stringContaining(`\`https://${MIRROR}:${token}/token\` does not answer`) },
    ],
  });
});

test('our own login is refused', async () => {
  const { port } = await site((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Registry"' }).end('wrong');
  });
  const login = { username: 'medic', passwordEnv: 'PASSWORD' };
  const status = await one([{ name: 'a', host: `${HARBOR}:${port}`, login }]);
  expect(status).toMatchObject({
    health: 'warning',
    troubles: [{ id: 'login', says: 'It refuses our own login `medic`.' }],
  });
  expect(JSON.stringify(status)).not.toContain('medic-secret');
});

test('an address we refuse to go to is a blind spot', async () => {
  const { port } = await site(open);
  const status = await one([{ name: 'a', host: `${HARBOR}:${port}` }], { allowed: false });
  expect(status).toMatchObject({ health: 'unknown', troubles: [] });
  expect(status.couldNotLook[0]?.why).toContain('loopback');
});

test('one that hangs delays nobody beyond the time box; worst first', async () => {
  const hanging = await site(() => {});
  const healthy = await site(open);
  const soon = await site(open, inDays(10));
  const report = await statusOf(
    [
      { name: 'healthy', host: `${HARBOR}:${healthy.port}` },
      { name: 'soon', host: `${HARBOR}:${soon.port}` },
      { name: 'hanging', host: `${MIRROR}:${hanging.port}`, kind: 'harbor' },
    ],
    { timeBoxMs: 3_000 },
  );
  expect(report.registries.map(({ name, health }) => [name, health])).toEqual([
    ['hanging', 'down'],
    ['soon', 'warning'],
    ['healthy', 'healthy'],
  ]);
  expect(report.registries[0]?.troubles).toMatchObject([{ id: 'api', says: '`/v2/` does not answer.' }]);
  expect(report.ms).toBeLessThan(9_000);
});
