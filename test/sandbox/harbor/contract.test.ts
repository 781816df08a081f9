import { expect, test } from 'vitest';
import { z } from 'zod';
import { SICKNESSES } from '../../../src/sandbox/harbor/sicknesses.ts';
import { ask, basic, json } from '../registry/ask.ts';
import { acmeHarbor } from './acme.ts';
import { NEVER_IN_1X, OLD, oldError } from './description/v1.ts';
import { envelope, infoToNobody, LISTS, RECORDS } from './description/v2.ts';

const admin = basic('admin', 'admin-password');
const HIDES = ['database-down', 'database-connections', 'redis-down', 'read-only', 'collection-running'];

/** A Harbor with something in every list, and sick in every way that lets it answer. */
function sick(version?: string) {
  const harbor = acmeHarbor(version ? { version } : {});
  harbor.state.audit.push({
    id: 1,
    username: 'ada',
    resource: 'shop/cart:1.8.0',
    resource_type: 'tag',
    operation: 'delete',
    at: new Date('2026-11-20T02:00:00Z'),
  });
  for (const one of SICKNESSES) if (!HIDES.includes(one.id)) one.strike(harbor.state);
  return harbor;
}

const harbor = sick();
const get = (path: string, headers: Record<string, string> = admin) =>
  ask(harbor.handle, `/api/v2.0${path}`, { headers });
/** Fails with the places where the answer is not as described. */
const expectAs = (schema: z.ZodType, value: unknown) =>
  expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);

test.each(Object.entries(LISTS))(
  '2.0: %s lists records as described, with its total',
  async (path, schema) => {
    const said = await get(path);
    expect([said.status, said.headers?.['x-request-id']]).toEqual([200, expect.any(String)]);
    expectAs(z.array(schema).min(1), json(said));
    expect(said.headers?.['x-total-count']).toMatch(/^[1-9]\d*$/);
  },
);

test.each(Object.entries(RECORDS))('2.0: %s is as described', async (path, schema) => {
  const said = await get(path);
  expect(said.status).toBe(200);
  expectAs(schema, json(said));
});

test('2.0: what nobody and robots are told', async () => {
  expectAs(infoToNobody, json(await get('/systeminfo', {})));
  expectAs(envelope, json(await get('/users/current', basic('robot$medic', 'medic-secret'))));
});

test.each([
  ['/projects/none', 404],
  ['/replication/executions/9', 404],
  ['/replication/executions/101/tasks/9/log', 404],
  ['/system/gc/9/log', 404],
  ['/jobservice/jobs/none/log', 404],
  ['/registries/99', 404],
  ['/projects?page_size=101', 422],
  ['/projects?q=name', 400],
  ['/nowhere', 404],
])('2.0: %s has the envelope of a %i', async (path, status) => {
  const said = await get(path);
  expect(said.status).toBe(status);
  expectAs(envelope, json(said));
});

test('2.0: logs are text', async () => {
  const [task] = json(await get('/replication/executions/101/tasks')) as { id: number }[];
  for (const path of [`/replication/executions/101/tasks/${task?.id}/log`, '/system/gc/30/log']) {
    const said = await get(path);
    expect(said.headers?.['content-type']).toMatch(/^text\/plain/);
    expect(String(said.body)).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z \[INFO\] /);
  }
});

test.each([
  ['v2.1.6', ['/jobservice/queues', '/schedules', '/robots']],
  ['v2.6.4', ['/jobservice/queues', '/schedules']],
  ['v2.7.1', ['/jobservice/jobs/none/log']],
])('%s does not have what came later', async (version, paths) => {
  const older = acmeHarbor({ version });
  for (const path of paths) {
    const said = await ask(older.handle, `/api/v2.0${path}`, { headers: admin });
    expect([path, said.status, String(said.body)]).toEqual([
      path,
      404,
      expect.stringContaining('was not found'),
    ]);
  }
});

test.each(['v1.10.4', 'v1.8.6'])('%s answers as its API was, and has nothing newer', async (version) => {
  const old = sick(version);
  const at = (path: string, headers: Record<string, string> = admin) => ask(old.handle, path, { headers });
  for (const [path, [since, schema]] of Object.entries(OLD)) {
    const said = await at(`/api${path}`);
    const has = Number(since.split('.')[1]) <= Number(version.split('.')[1]);
    expect([path, said.status]).toEqual([path, has ? 200 : 404]);
    if (has) expectAs(schema, json(said));
  }
  for (const path of NEVER_IN_1X) expect([path, (await at(`/api${path}`)).status]).toEqual([path, 404]);
  expect((await at('/api/version')).status).toBe(404);
  expect((await at('/api/v2.0/ping')).status).toBe(404);
  expectAs(oldError, json(await at('/api/configurations', {})));
  expect(json(await at('/api/configurations', {}))).toEqual({ code: 401, message: 'UnAuthorize' });
});
