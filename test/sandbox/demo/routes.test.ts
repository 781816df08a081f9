import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { worldRoutes } from '../../../src/sandbox/demo/routes.ts';
import { startWorld, type World } from '../../../src/sandbox/world/world.ts';

let world: World;
let server: Server;
let origin: string;

beforeAll(async () => {
  world = await startWorld({ faults: [] });
  const route = worldRoutes(world);
  server = createServer(async (request, response) => {
    const known = await route(request, response, new URL(request.url ?? '/', 'http://demo'));
    if (!known) response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(async () => {
  server.close();
  await world.stop();
});

async function post(path: string, body: unknown) {
  const response = await fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const described = async () =>
  (await (await fetch(`${origin}/sandbox/world`)).json()) as {
    breakable: string[];
    sicknesses: { id: string; struck: boolean }[];
  };
const struck = async () => (await described()).sicknesses.filter((one) => one.struck).map((one) => one.id);

test('what can be broken is told, breaks, and heals by its id', async () => {
  const { breakable } = await described();
  expect(breakable).toEqual(expect.arrayContaining(['harbor-jobservice', 'harbor-queue-paused']));
  expect(await post('/sandbox/break', { id: 'harbor-queue-paused' })).toMatchObject({ status: 200 });
  expect(await struck()).toEqual(['harbor-queue-paused']);
  expect(await post('/sandbox/heal', { id: 'harbor-queue-paused' })).toMatchObject({ status: 200 });
  expect(await struck()).toEqual([]);
});

test('healing all heals what is struck as well', async () => {
  await post('/sandbox/break', { id: 'harbor-read-only' });
  await post('/sandbox/break', { id: 'harbor-quota-full' });
  const { body } = await post('/sandbox/heal', { id: 'all' });
  expect(body['healed']).toEqual(['harbor-read-only', 'harbor-quota-full']);
  expect(await struck()).toEqual([]);
});

test('an id that nothing has is refused with those there are', async () => {
  const { status, body } = await post('/sandbox/break', { id: 'harbor-nothing' });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(JSON.stringify(body)).toContain('harbor-replication-stuck');
});
