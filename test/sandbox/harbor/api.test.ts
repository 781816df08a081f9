import { expect, test } from 'vitest';
import { ask, basic, error, json } from '../registry/ask.ts';
import { acmeHarbor } from './acme.ts';

const harbor = acmeHarbor();
for (let index = 0; index < 23; index++) harbor.addProject(`team-${index}`, 'public');
const admin = basic('admin', 'admin-password');
const medic = basic('robot$medic', 'medic-secret');
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  ask(harbor.handle, `/api/v2.0${path}`, { headers, method });

test('ping and the version need no login, and every answer has a request id', async () => {
  const said = await get('/ping');
  expect([said.status, said.body]).toEqual([200, 'Pong']);
  expect(said.headers?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect((await get('/ping', { 'x-request-id': 'mine' })).headers?.['x-request-id']).toBe('mine');
  expect(json(await get('/systeminfo'))).not.toHaveProperty('harbor_version');
  expect(json(await get('/systeminfo', medic))).toMatchObject({
    harbor_version: expect.stringMatching(/^v2\.13\./),
  });
});

test('lists come in pages with totals and links', async () => {
  const first = await get('/projects', admin);
  expect(json(first)).toHaveLength(10);
  expect(first.headers?.['x-total-count']).toBe('25');
  expect(first.headers?.['link']).toBe('</api/v2.0/projects?page=2&page_size=10>; rel="next"');
  const last = await get('/projects?page=3', admin);
  expect(json(last)).toHaveLength(5);
  expect(last.headers?.['link']).toBe('</api/v2.0/projects?page=2&page_size=10>; rel="prev"');
  expect((await get('/projects?page_size=101', admin)).status).toBe(422);
});

test('q filters exactly, fuzzily and by a set', async () => {
  const names = async (q: string) =>
    (json(await get(`/projects?q=${encodeURIComponent(q)}`, admin)) as { name: string }[]).map(
      ({ name }) => name,
    );
  expect(await names('name=shop')).toEqual(['shop']);
  expect(await names('name=~lib')).toEqual(['library']);
  expect(await names('name={shop library}')).toEqual(['shop', 'library']);
  expect((await get('/projects?q=name', admin)).status).toBe(400);
});

test('HEAD tells whether a project exists, GET hides missing ones behind 403', async () => {
  expect((await get('/projects?project_name=shop', medic, 'HEAD')).status).toBe(200);
  expect((await get('/projects?project_name=none', medic, 'HEAD')).status).toBe(404);
  expect((await get('/projects?project_name=shop', {}, 'HEAD')).status).toBe(401);
  expect(error(await get('/projects/none', medic))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect(error(await get('/projects/none'))).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
  expect(error(await get('/projects/none', admin))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(json(await get('/projects/shop/summary', basic('ada', 'ada-password')))).toMatchObject({
    repo_count: 2,
  });
});

test('repositories with a slash are named with their slash encoded twice', async () => {
  const artifacts = await get('/projects/shop/repositories/teams%252Fapi/artifacts', admin);
  expect(json(artifacts)).toMatchObject([{ type: 'IMAGE', tags: [{ name: '1' }], references: [{}, {}] }]);
  const tagged = await get('/projects/shop/repositories/cart/artifacts?q=tags%3D1.8.1', admin);
  expect(json(tagged)).toHaveLength(1);
  expect(error(await get('/projects/shop/repositories/cart/artifacts/9', admin))).toMatchObject({
    status: 404,
  });
});

test('who am I: 200 for people, 412 for robots, 401 for nobody', async () => {
  expect((await get('/users/current', admin)).status).toBe(200);
  expect((await get('/users/current', medic)).status).toBe(412);
  expect((await get('/users/current', basic('robot$medic', 'wrong'))).status).toBe(401);
});

test('rights decide: robots read what they were given and never the configuration', async () => {
  for (const path of [
    '/jobservice/queues',
    '/jobservice/pools',
    '/system/gc',
    '/replication/policies',
    '/registries',
    '/quotas',
  ]) {
    expect([path, (await get(path, medic)).status]).toEqual([path, 200]);
    expect([path, (await get(path, basic('ada', 'ada-password'))).status]).toEqual([path, 403]);
  }
  expect((await get('/configurations', medic)).status).toBe(403);
  expect((await get('/configurations', admin)).status).toBe(200);
  const robots = await get('/robots?q=Level%3Dproject%2CProjectID%3D1', admin);
  expect(json(robots)).toMatchObject([{ name: 'robot$shop+ci', expires_at: -1 }]);
  expect(Buffer.from(robots.body ?? '').toString()).not.toContain('ci-secret');
});

test('unknown paths and methods have the envelope too', async () => {
  expect(error(await get('/nowhere', admin))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(error(await get('/ping', admin, 'PUT'))).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
});
