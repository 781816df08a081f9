import { expect, test } from 'vitest';
import { createHarborClient } from '../../../src/clients/harbor/client.ts';
import type { HttpEnding, HttpQuestion } from '../../../src/engine/registry.ts';

type Answered = Extract<HttpEnding, { ended: 'answered' }>;

function clientOf(given: Partial<Answered>, instead?: HttpEnding) {
  const asked: HttpQuestion[] = [];
  const answered: Answered = { ended: 'answered', status: 200, headers: {}, body: '', truncated: false };
  const ending = instead ?? { ...answered, ...given };
  const client = createHarborClient({
    origin: 'https://harbor.acme.test',
    login: { username: 'robot$medic', password: 'planted' },
    http: async (question) => {
      asked.push(question);
      return ending;
    },
  });
  return { client, asked };
}

test('questions go to /api/v2.0 with the login and a request id', async () => {
  const { client, asked } = clientOf({ body: 'Pong' });
  expect(await client.ping()).toMatchObject({ ended: 'found', value: 'Pong' });
  expect(asked).toMatchObject([
    {
      method: 'GET',
      url: 'https://harbor.acme.test/api/v2.0/ping',
      login: { username: 'robot$medic' },
      headers: { 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
});

const errors = JSON.stringify({ errors: [{ code: 'X', message: 'why' }] });
test.each([
  [401, errors, { ended: 'refused', status: 401, says: '401 X: why' }],
  [403, errors, { ended: 'refused', status: 403, says: '403 X: why' }],
  [404, errors, { ended: 'absent', says: '404 X: why' }],
  [500, errors, { ended: 'failed', status: 500, says: '500 X: why' }],
  [401, '{"code":401,"message":"UnAuthorize"}', { ended: 'refused', says: '401 UnAuthorize' }],
  [502, '<html>Bad gateway</html>', { ended: 'failed', says: expect.stringContaining('not JSON') }],
  [200, '<html>Log in</html>', { ended: 'strange', says: expect.stringContaining('not JSON') }],
  [200, '{"hello":1}', { ended: 'strange', says: expect.stringContaining('(status)') }],
])('%i %s', async (status, body, expected) => {
  const answer = await clientOf({ status, body, headers: { 'x-request-id': 'theirs' } }).client.health();
  expect(answer).toMatchObject({ ...expected, requestId: 'theirs' });
});

test('a network ending keeps its kind', async () => {
  const { client } = clientOf({}, { ended: 'dns', code: 'ENOTFOUND', says: 'no such name' });
  expect(await client.health()).toEqual({ ended: 'unreachable', how: 'dns', says: 'no such name' });
});

test('collections: what the job wrote is read from its JSON text, nonsense is nothing', async () => {
  const job = { id: 1, job_status: 'Success', creation_time: '2026-01-01T00:00:00Z' };
  const body = JSON.stringify([
    { ...job, job_parameters: '{"freed_space":5}' },
    { ...job, job_parameters: 'nonsense' },
    job,
  ]);
  expect(await clientOf({ body }).client.collections()).toMatchObject({
    value: [{ job_parameters: { freed_space: 5 } }, { job_parameters: {} }, { job_parameters: {} }],
  });
});

test('lists that are null are empty', async () => {
  expect(await clientOf({ body: 'null' }).client.queues()).toMatchObject({ ended: 'found', value: [] });
});

test('a project is asked for by HEAD and its name is escaped', async () => {
  const { client, asked } = clientOf({});
  expect((await client.project('a b')).ended).toBe('found');
  expect(asked).toMatchObject([{ method: 'HEAD', url: expect.stringContaining('project_name=a%20b') }]);
});
