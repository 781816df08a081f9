/** Image names and registry answers that lead to places nobody allowed: none of them is ever connected to. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHarborReader } from '../../src/clients/harbor/reader.ts';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import { createNetworkWriter } from '../../src/clients/network/writer.ts';
import { walkTo } from '../../src/engine/distribution/registry-path.ts';
import { authorization } from '../../src/probes/authorization.ts';
import { challenge } from '../../src/probes/challenge.ts';
import { dns } from '../../src/probes/dns.ts';
import { layers } from '../../src/probes/layers.ts';
import { manifest } from '../../src/probes/manifest.ts';
import { pushRights } from '../../src/probes/push-rights.ts';
import { repository } from '../../src/probes/repository.ts';
import { tcp } from '../../src/probes/tcp.ts';
import { tls } from '../../src/probes/tls.ts';
import { type DnsServer, startDns } from '../../src/sandbox/dns/server.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { OWN_LOGIN, stubConfig } from '../setup/registry-lab/stub-config.ts';
import { type Elsewhere, startElsewhere, startFickleDns } from './elsewhere.ts';
import { LEADS } from './leads.ts';
import { outcomes } from './outcomes.ts';

const PROBES = [dns, tcp, tls, challenge, authorization, manifest, layers, repository, pushRights];
const PASSWORD = 'a-password-for-one-host';
const table = outcomes('Requests that are led elsewhere', 'connections there', 'logins there', 'told');

let inside: Elsewhere;
let outside: Elsewhere;
let names: DnsServer;
const open: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  // Only 127.0.0.1 is allowed: all else of loopback stands for what lies inside.
  inside = await startElsewhere('127.0.0.2');
  outside = await startElsewhere('127.0.0.1');
  names = await startDns({
    'inside.acme.test': ['127.0.0.2'],
    'metadata.google.internal': ['169.254.169.254'],
    'mixed.acme.test': ['169.254.169.254', '127.0.0.2', '0.0.0.0'],
    'kubernetes.default.svc': ['127.0.0.2'],
  });
});
afterAll(() => Promise.all([inside, outside, names].map((one) => one.stop())));
afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())));

const NETWORK = { allowAddresses: ['127.0.0.1/32'], connectMs: 3_000, answerMs: 5_000 };

/** All that is asked for one pull of this image, with a pull secret for its registry, and what came of it. */
async function pullOf(image: string, port = 1, network: object = {}): Promise<string> {
  const host = image.slice(0, image.indexOf('/'));
  const config = stubConfig(
    port,
    { login: OWN_LOGIN },
    { ...NETWORK, resolvers: [names.address], ...network },
  );
  const secrets = { regcred: { [host]: { username: 'ci', password: PASSWORD } } };
  const asking = askProbes(config, { image, secrets });
  const answers = await Promise.all(PROBES.map((probe) => asking.ask<unknown>(probe)));
  await asking.close();
  return JSON.stringify(answers);
}

const loginsAt = ({ asked }: Elsewhere): number => asked.filter((head) => head.authorization).length;

test.each([
  ['loopback', () => `127.0.0.2:${inside.port}/x:1`],
  ['loopback as one number', () => `2130706434:${inside.port}/x:1`],
  ['loopback in octal', () => `0177.0.0.2:${inside.port}/x:1`],
  ['loopback, shortened', () => `127.2:${inside.port}/x:1`],
  ['loopback in hexadecimal', () => `0x7f.0.0.2:${inside.port}/x:1`],
  ['loopback inside IPv6', () => `[::ffff:127.0.0.2]:${inside.port}/x:1`],
  ['loopback inside NAT64', () => `[64:ff9b::7f00:2]:${inside.port}/x:1`],
  ['loopback over IPv6', () => `[::1]:${inside.port}/x:1`],
  ['a name of loopback', () => `inside.acme.test:${inside.port}/x:1`],
  ['a name inside the cluster', () => `kubernetes.default.svc:${inside.port}/x:1`],
  ['the metadata service', () => '169.254.169.254/latest/meta-data:1'],
  ['the metadata service by name', () => 'metadata.google.internal/computemetadata:1'],
  ['the metadata service inside IPv6', () => '[::ffff:169.254.169.254]/x:1'],
  ['the metadata service over IPv6', () => '[fd00:ec2::254]/x:1'],
  ['the metadata service of Azure', () => '168.63.129.16/x:1'],
  ['a name with only such addresses', () => `mixed.acme.test:${inside.port}/x:1`],
  ['every address at once', () => `0.0.0.0:${inside.port}/x:1`],
  ['a login in the name', () => `user:${PASSWORD}@127.0.0.2:${inside.port}/x:1`],
  ['a way out of the path', () => `127.0.0.2:${inside.port}/../../api:1`],
  ['a line of its own', () => `127.0.0.2:${inside.port}/x:1\r\nHost: evil`],
])('image name: %s', async (threat, image) => {
  const told = await pullOf(image());
  const kinds = [
    ['does not name it', 'not allowed'],
    ['"after":"reference"', 'no image name'],
    ['no such host', 'no such host'],
  ] as const;
  const says = kinds.find(([sign]) => told.includes(sign))?.[1] ?? '';
  expect(says, told).not.toBe('');
  table.note(`image name: ${threat}`, inside.connections(), loginsAt(inside), says);
  expect([inside.connections(), told.includes(PASSWORD)]).toEqual([0, false]);
});

/** Where answers lead: the same place in all its spellings. */
const WHERE: readonly (readonly [string, () => string])[] = [
  ['loopback', () => inside.origin],
  ['metadata', () => 'http://169.254.169.254'],
  ['a name of loopback', () => `http://inside.acme.test:${inside.port}`],
  ['IPv6 form', () => `http://[::ffff:7f00:2]:${inside.port}`],
  ['one number', () => `http://2130706434:${inside.port}`],
  ['another scheme', () => 'file:///etc/passwd'],
  ['a scheme of its own', () => `gopher://127.0.0.2:${inside.port}`],
];

test.each(LEADS)(
  '%s leads to no place that is not allowed',
  async (threat, lead) => {
    for (const [, to] of WHERE) {
      const registry = await startStub((request, origin) => lead(request, to(), origin) ?? found(request));
      open.push(registry);
      await pullOf(`127.0.0.1:${registry.port}/x:1`, registry.port);
    }
    table.note(`${threat}, to ${WHERE.length} places`, inside.connections(), loginsAt(inside), '');
    expect(inside.connections()).toBe(0);
  },
  300_000,
);

const found = ({ url }: StubRequest): StubAnswer =>
  url === '/v2/'
    ? { status: 200, headers: { 'docker-distribution-api-version': 'registry/2.0' } }
    : { status: 404 };

test.each(LEADS.filter(([name]) => !/realm|scheme/.test(name)))(
  '%s takes no login to another host that is allowed',
  async (threat, lead) => {
    const before = loginsAt(outside);
    const connected = outside.connections();
    const registry = await startStub((request, origin) => {
      const led = lead(request, outside.origin, origin);
      // Wants a login for everything, so that there is one to be taken along.
      const wants = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
      if (!request.headers.authorization && !led?.headers?.['www-authenticate']) return wants;
      return led ?? found(request);
    });
    open.push(registry);
    await pullOf(`127.0.0.1:${registry.port}/x:1`, registry.port);
    expect(registry.asked.some(({ headers }) => headers.authorization !== undefined)).toBe(true);
    const connections = outside.connections() - connected;
    table.note(`${threat}, to another registry`, connections, loginsAt(outside) - before, 'allowed');
    expect(loginsAt(outside)).toBe(before);
  },
);

test('a realm in plain HTTP gets no login from a registry that is spoken to over TLS', async () => {
  const network = createNetworkAsker(stubConfig(443, { host: 'safe.acme.test', plainHttp: false }, NETWORK));
  const login = { username: 'ci', password: PASSWORD };
  const behalf = { host: 'safe.acme.test', port: 443 };
  const asked = await network.http({ method: 'GET', url: 'http://plain.acme.test/token', login, behalf });
  await network.close();
  table.note('realm in plain HTTP', 0, 0, asked.ended);
  expect(asked).toMatchObject({ ended: 'not-allowed', says: expect.stringContaining('plain HTTP') });
});

test('a name that changes its address between two questions is connected to where it was judged', async () => {
  const fickle = await startFickleDns(['127.0.0.1', '127.0.0.2']);
  const config = stubConfig(outside.port, {}, { ...NETWORK, resolvers: [fickle.address] });
  const network = createNetworkAsker(config);
  const asked: string[] = [];
  for (let times = 0; times < 6; times++) {
    // The port is the forbidden one: only a second lookup, or the second address, could reach it.
    const url = `http://rebind.acme.test:${inside.port}/v2/`;
    asked.push((await network.http({ method: 'GET', url })).ended);
    // What was looked up serves two seconds, and so does what was judged of it.
    if (times % 2 === 1) await pause(2_100);
  }
  await network.close();
  await fickle.stop();
  table.note('DNS rebinding, six questions', inside.connections(), 0, [...new Set(asked)].join(' '));
  expect(fickle.asked()).toBeGreaterThan(1);
  expect([asked[0], asked.at(-1), inside.connections()]).toEqual(['refused', 'not-allowed', 0]);
});

test('the way to a registry, Harbor’s pages and what is written follow no address of an answer', async () => {
  const harbor = await startStub(({ url, method }) => {
    const link = `<${inside.origin}/api/v2.0/projects?page=2>; rel="next"`;
    if (url === '/api/version') return { status: 200, body: '{"version":"v2.13.0"}' };
    if (method === 'POST')
      return { status: 201, headers: { location: `${inside.origin}/api/v2.0/robots/7` } };
    if (url.includes('page=1')) return { status: 200, headers: { link, 'x-total-count': '200' }, body: '[]' };
    return { status: 307, headers: { location: `${inside.origin}${url}` } };
  });
  open.push(harbor);
  const config = stubConfig(harbor.port, { login: OWN_LOGIN }, NETWORK);
  const network = createNetworkAsker(config);
  const writer = createNetworkWriter(config);
  const login = { username: 'robot$medic', password: PASSWORD };
  const reader = createHarborReader({ origin: harbor.origin, login, http: network.http });
  await Promise.all([reader.projects(), reader.health(), reader.quotas(), reader.taskLog(1, 1)]);
  await writer.put({ method: 'POST', url: `${harbor.origin}/api/v2.0/robots`, login, json: {} });
  await walkTo(`127.0.0.1:${harbor.port}`, network, new Date());
  await network.close();
  await writer.close();
  table.note('Harbor: Location and Link', inside.connections(), loginsAt(inside), '');
  expect(inside.connections()).toBe(0);
});
