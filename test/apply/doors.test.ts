/** Where a process may write is what its configuration says: no login, no door; no password, no start. */
import { expect, test } from 'vitest';
import { createDoors } from '../../src/apply/doors.ts';
import { createHarborDoor } from '../../src/apply/harbor-door.ts';
import type { NetworkWriter } from '../../src/clients/network/writer.ts';
import { loadConfig, type RegistryConfig } from '../../src/config.ts';

type Put = Parameters<NetworkWriter['put']>[0];

function writer(status: (put: Put) => number) {
  const puts: Put[] = [];
  const put = async (one: Put) => {
    puts.push(one);
    return { ended: 'answered', status: status(one), body: '[]', headers: {} };
  };
  return { puts, writer: { put, close: async () => {} } as unknown as NetworkWriter };
}

const HARBOR = {
  name: 'harbor',
  host: 'harbor.acme.test',
  plainHttp: false,
  login: { username: 'reads', passwordEnv: 'READS' },
  writeLogin: { username: 'writes', passwordEnv: 'WRITES' },
} as unknown as RegistryConfig;
const secret = (name: string) => ({ READS: 'r', WRITES: 'w' })[name];

test('nothing configured: no door to any cluster or registry', async () => {
  const doors = createDoors(loadConfig({}));
  expect(doors.cluster('prod')).toBeNull();
  expect(doors.harbor('harbor')).toBeNull();
  await doors.close();
});

test('a registry without a login for writing has no door, one whose password is missing ends the start', () => {
  const { writer: to } = writer(() => 200);
  const { writeLogin: _, ...readsOnly } = HARBOR;
  expect(createHarborDoor(readsOnly as RegistryConfig, { secret }, to)).toBeNull();
  expect(() => createHarborDoor(HARBOR, { secret: () => undefined }, to)).toThrow(
    /variable WRITES is not set/,
  );
});

test('it looks with the reading login and writes with the writing one', async () => {
  const { puts, writer: to } = writer(() => 200);
  const door = createHarborDoor(HARBOR, { secret }, to);
  await door?.look('/projects');
  await door?.put({ method: 'POST', path: '/system/gc/schedule', json: {} });
  expect(puts.map(({ login, method, url }) => `${login?.username} ${method} ${url}`)).toEqual([
    'reads GET https://harbor.acme.test/api/v2.0/projects',
    'writes POST https://harbor.acme.test/api/v2.0/system/gc/schedule',
  ]);
});

test('what the reading login may not see the writing one is asked for, once', async () => {
  const { puts, writer: to } = writer(({ login }) => (login?.username === 'reads' ? 403 : 200));
  const door = createHarborDoor(HARBOR, { secret }, to);
  expect(await door?.look('/x')).toMatchObject({ ended: 'answered', status: 200 });
  expect(puts).toHaveLength(2);
});

test('loading the configuration alone opens nothing', () => {
  expect(loadConfig({}).file.remediations).toMatchObject({ enabled: [], approvers: [], autopilot: [] });
});
