import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHarborReader } from '../../../src/clients/harbor/reader.ts';
import { createNetworkAsker, type NetworkClient } from '../../../src/clients/network/asker.ts';
import type { HarborReader } from '../../../src/engine/harbor/reader.ts';
import type { Harbor } from '../../../src/sandbox/harbor/harbor.ts';
import { SICKNESSES } from '../../../src/sandbox/harbor/sicknesses.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type Gate, openGate } from '../../../src/sandbox/registry/gate.ts';
import { acmeHarbor } from '../../sandbox/harbor/acme.ts';
import { stubConfig } from '../../setup/registry-lab/stub-config.ts';

const ADMIN = { username: 'admin', password: 'admin-password' };
const MEDIC = { username: 'robot$medic', password: 'medic-secret' };

interface Site {
  readonly harbor: Harbor;
  readonly gate: Gate;
  readonly network: NetworkClient;
  reader(login?: typeof ADMIN | null): HarborReader;
}

/** A sandbox Harbor on loopback and our own client before it. */
async function site(version?: string): Promise<Site> {
  const gate = await openGate({ port: await freePort(), state: 'plain' });
  const harbor = acmeHarbor(version ? { version } : {});
  gate.host('127.0.0.1', harbor.handle);
  const network = createNetworkAsker(stubConfig(gate.port, { kind: 'harbor' }, { answerMs: 2000 }));
  const origin = `http://127.0.0.1:${gate.port}`;
  const reader = (login: typeof ADMIN | null = ADMIN) =>
    createHarborReader({ http: (question) => network.http(question), origin, login });
  return { harbor, gate, network, reader };
}

let now: Site;
let old: Site;
beforeAll(async () => {
  [now, old] = await Promise.all([site(), site('v1.10.4')]);
  for (let index = 0; index < 248; index++) {
    now.harbor.addProject(`team-${index}`, 'private');
    old.harbor.addProject(`team-${index}`, 'private');
  }
});
afterAll(async () => {
  await Promise.all([now, old].map(({ network }) => network.close()));
  await Promise.all([now, old].map(({ gate }) => gate.stop()));
});

/** Every call there is, put as a probe would put it. */
const CALLS: {
  readonly [Name in keyof HarborReader]?: (reader: HarborReader) => Promise<{ ended: string }>;
} = {
  api: (reader) => reader.api(),
  ping: (reader) => reader.ping(),
  health: (reader) => reader.health(),
  info: (reader) => reader.info(),
  volumes: (reader) => reader.volumes(),
  account: (reader) => reader.account(),
  robots: (reader) => reader.robots('shop'),
  audit: (reader) => reader.audit({ operation: 'delete' }),
  configuration: (reader) => reader.configuration(),
  pools: (reader) => reader.pools(),
  workers: (reader) => reader.workers(),
  queues: (reader) => reader.queues(),
  schedules: (reader) => reader.schedules(),
  schedulerPaused: (reader) => reader.schedulerPaused(),
  collections: (reader) => reader.collections(),
  collectionLog: (reader) => reader.collectionLog(30),
  collectionSchedule: (reader) => reader.collectionSchedule(),
  scanAll: (reader) => reader.scanAll(),
  projects: (reader) => reader.projects(),
  project: (reader) => reader.project('shop'),
  projectExists: (reader) => reader.projectExists('shop'),
  quotas: (reader) => reader.quotas(),
  projectQuota: (reader) => reader.projectQuota('shop'),
  repositories: (reader) => reader.repositories('shop'),
  artifacts: (reader) => reader.artifacts('shop', 'teams/api'),
  artifact: (reader) => reader.artifact('shop', 'cart', '1.8.1'),
  policies: (reader) => reader.policies(),
  endpoints: (reader) => reader.endpoints(),
  pingEndpoint: (reader) => reader.pingEndpoint(1),
  executions: (reader) => reader.executions({ policy: 1 }),
  execution: (reader) => reader.execution(101),
  tasks: (reader) => reader.tasks(101),
  taskLog: (reader) => reader.taskLog(101, 10100),
};
const NOT_IN_1X = ['pools', 'workers', 'queues', 'schedules', 'schedulerPaused'];

test.each(Object.entries(CALLS))('%s is found in 2.0, and in 1.10 found or absent', async (name, call) => {
  expect(await call(now.reader())).toMatchObject({ ended: 'found' });
  expect(await call(old.reader())).toMatchObject({ ended: NOT_IN_1X.includes(name) ? 'absent' : 'found' });
});

test('both versions tell the same of the same, but for the children of an index', async () => {
  const told = async (reader: HarborReader) => ({
    policies: await reader.policies(),
    execution: await reader.execution(101),
    artifact: await reader.artifact('shop', 'cart', '1.8.1'),
    repositories: await reader.repositories('shop'),
    quota: await reader.projectQuota('shop'),
  });
  const [one, other] = [await told(now.reader()), await told(old.reader())];
  const bare = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, part) => (/requestId|At$|^children$/.test(key) ? undefined : part)),
    );
  expect(bare(one)).toEqual(bare(other));
  expect(one.artifact).toMatchObject({ value: { type: 'IMAGE', tags: [{ name: '1.8.1' }] } });
});

test.each([
  ['2.0', () => now],
  ['1.10', () => old],
] as const)('250 projects are read page by page in %s, and no more than wanted', async (_, of) => {
  const all = await of().reader().projects();
  expect(all).toMatchObject({ ended: 'found', value: { total: 250, items: { length: 250 } } });
  const names = all.ended === 'found' ? all.value.items.map(({ name }) => name) : [];
  expect(new Set(names).size).toBe(250);
  const some = await of().reader().projects(120);
  expect(some).toMatchObject({ value: { total: 250, items: { length: 120 } } });
  expect(await of().reader().quotas(300)).toMatchObject({ value: { total: 250, items: { length: 250 } } });
});

test('refused: nobody with 401, a robot without the right with 403, a wrong password with 401', async () => {
  expect(await now.reader(null).queues()).toMatchObject({ ended: 'refused', status: 401 });
  expect(await now.reader(null).health()).toMatchObject({ ended: 'found' });
  expect(await now.reader(null).info()).toMatchObject({ value: { version: null, readOnly: null } });
  expect(await now.reader(MEDIC).info()).toMatchObject({ value: { version: '2.13.1', readOnly: false } });
  expect(await now.reader(MEDIC).configuration()).toMatchObject({ ended: 'refused', status: 403 });
  const wrong = { ...MEDIC, password: 'wrong' };
  expect(await now.reader(wrong).account()).toMatchObject({ ended: 'refused', status: 401 });
  expect(await now.reader(MEDIC).account()).toMatchObject({ value: { kind: 'robot' } });
  expect(await now.reader().account()).toMatchObject({ value: { kind: 'admin', name: 'admin' } });
});

test('a project that is missing is absent to a robot, one that is not ours is refused', async () => {
  const eve = now.reader({ username: 'eve', password: 'eve-password' });
  expect(await now.reader(MEDIC).project('none')).toMatchObject({ ended: 'absent' });
  expect(await eve.project('none')).toMatchObject({ ended: 'absent' });
  expect(await eve.project('shop')).toMatchObject({ ended: 'refused', status: 403 });
  expect(await eve.artifacts('shop', 'cart')).toMatchObject({ ended: 'refused', status: 403 });
  expect(await now.reader(MEDIC).artifacts('shop', 'none')).toMatchObject({ ended: 'absent' });
});

test('failed: what core cannot answer carries the request id of its log', async () => {
  const database = SICKNESSES.find(({ id }) => id === 'database-down');
  database?.strike(now.harbor.state);
  expect(await now.reader().projects()).toMatchObject({
    ended: 'failed',
    status: 500,
    says: '500 UNKNOWN: internal server error',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(await now.reader().health()).toMatchObject({ ended: 'found' });
  database?.heal(now.harbor.state);
});

test('strange: a page where the API should be; unreachable: nobody there', async () => {
  now.harbor.faults.on({ host: '127.0.0.1' }, { kind: 'maintenance', retryAfterSeconds: 5 });
  expect(await now.reader().health()).toMatchObject({ ended: 'failed', status: 503 });
  now.harbor.faults.off({ host: '127.0.0.1' });
  const gate = await openGate({ port: await freePort(), state: 'plain' });
  gate.host('127.0.0.1', () => ({ status: 200, body: '<html>Log in</html>' }));
  const network = createNetworkAsker(stubConfig(gate.port));
  const origin = `http://127.0.0.1:${gate.port}`;
  const reader = createHarborReader({ http: (question) => network.http(question), origin, login: null });
  expect(await reader.health()).toMatchObject({
    ended: 'strange',
    says: expect.stringContaining('no API of Harbor'),
  });
  await gate.stop();
  expect(await reader.health()).toMatchObject({ ended: 'unreachable', how: 'refused' });
  await network.close();
});

test('a mute Harbor ends in time', async () => {
  const gate = await openGate({ port: await freePort(), state: 'plain' });
  gate.host('127.0.0.1', (ask) =>
    ask.path === '/api/version' ? { status: 200, body: '{"version":"v2.0"}' } : new Promise(() => {}),
  );
  const network = createNetworkAsker(stubConfig(gate.port));
  const origin = `http://127.0.0.1:${gate.port}`;
  const door = { http: network.http, origin, login: null, timeoutMs: 150, healthMs: 200 };
  const reader = createHarborReader(door);
  expect(await reader.info()).toMatchObject({ ended: 'unreachable', how: 'timeout' });
  expect(await reader.health()).toMatchObject({ says: expect.stringContaining('0.2 s') });
  await network.close();
  await gate.stop();
});

test('an endpoint that refuses core is an answer, over the wire', async () => {
  const sickness = SICKNESSES.find(({ id }) => id === 'destination-blob-401');
  sickness?.strike(now.harbor.state);
  expect(await now.reader().pingEndpoint(15)).toMatchObject({
    ended: 'found',
    value: { well: false, says: '401 UNAUTHORIZED: unauthorized' },
  });
  expect(await now.reader().pingEndpoint(1)).toMatchObject({ value: { well: true } });
  expect(await now.reader(MEDIC).pingEndpoint(1)).toMatchObject({ ended: 'refused', status: 403 });
  const failed = await now.reader().executions({ policy: 15, state: 'failed' });
  const execution = failed.ended === 'found' ? (failed.value.items[0]?.id ?? 0) : 0;
  const tasks = await now.reader().tasks(execution, { state: 'failed' });
  const task = tasks.ended === 'found' ? (tasks.value.items[0]?.id ?? 0) : 0;
  expect(await now.reader().taskLog(execution, task)).toMatchObject({
    value: expect.stringContaining('checking existence of blob'),
  });
  sickness?.heal(now.harbor.state);
});
