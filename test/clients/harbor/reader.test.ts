import { expect, test } from 'vitest';
import { createHarborReader } from '../../../src/clients/harbor/reader.ts';
import type { HttpEnding, HttpQuestion } from '../../../src/engine/registry.ts';

type Answered = Extract<HttpEnding, { ended: 'answered' }>;
type Fault = Exclude<HttpEnding, { ended: 'answered' }>;
type Page = Partial<Omit<Answered, 'ended'>>;

const V2 = { body: '{"version":"v2.0"}' };
const ORIGIN = 'https://harbor.acme.test';

/** A Harbor of literal answers by `METHOD path`, without base and page; everything else is 404. */
function readerOf(answers: Readonly<Record<string, Page | Fault>>) {
  const asked: HttpQuestion[] = [];
  const reader = createHarborReader({
    origin: ORIGIN,
    login: { username: 'robot$medic', password: 'planted' },
    http: async (question): Promise<HttpEnding> => {
      asked.push(question);
      const path = question.url.replace(ORIGIN, '');
      const said = answers[`${question.method} ${path}`] ?? answers[path.replace('/api/v2.0', '')];
      const missing = { status: 404, body: '{"errors":[{"code":"NOT_FOUND","message":"no such path"}]}' };
      const whole: Answered = { ended: 'answered', status: 200, headers: {}, body: '', truncated: false };
      const given = said ?? (path === '/api/version' ? V2 : missing);
      return 'ended' in given ? given : { ...whole, ...given };
    },
  });
  return { reader, asked };
}
const json = (value: unknown): Page => ({ body: JSON.stringify(value) });

test('questions go to /api/v2.0 with the login, a request id and no cookie', async () => {
  const { reader, asked } = readerOf({ '/ping': { body: 'Pong' } });
  expect(await reader.ping()).toMatchObject({ ended: 'found', value: 'Pong' });
  expect(asked.map(({ url }) => url)).toEqual([`${ORIGIN}/api/version`, `${ORIGIN}/api/v2.0/ping`]);
  expect(asked[1]).toMatchObject({
    method: 'GET',
    login: { username: 'robot$medic' },
    headers: { 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
  expect(Object.keys(asked[1]?.headers ?? {})).not.toContain('cookie');
});

test('the version is found out once, and again after a fault', async () => {
  const { reader, asked } = readerOf({ '/ping': { body: 'Pong' } });
  await Promise.all([reader.ping(), reader.ping()]);
  await reader.ping();
  expect(asked.filter(({ url }) => url.endsWith('/api/version'))).toHaveLength(1);
  const gone = { ended: 'refused', says: 'connection refused' } as const;
  const down = readerOf({ 'GET /api/version': gone });
  expect(await down.reader.health()).toEqual({
    ended: 'unreachable',
    how: 'refused',
    says: 'connection refused',
  });
  await down.reader.health();
  expect(down.asked).toHaveLength(2);
});

test.each([
  ['2.x', { 'GET /api/version': V2 }, { ended: 'found', value: 'v2.0' }],
  ['1.x', { 'GET /api/version': { status: 404 }, 'GET /api/ping': { body: 'Pong' } }, { value: 'v1' }],
  [
    '2.x whose redis is down',
    { 'GET /api/version': { status: 500 }, 'GET /api/v2.0/ping': { body: 'Pong' } },
    { value: 'v2.0' },
  ],
  ['a failing one', { 'GET /api/version': { status: 502 } }, { ended: 'failed', status: 502 }],
  [
    'another product',
    { 'GET /api/version': { body: '<html>' }, 'GET /api/ping': { body: '<html>' } },
    {
      ended: 'strange',
      says: expect.stringContaining('no API of Harbor answers at https://harbor.acme.test'),
    },
  ],
  [
    'another product that says 404',
    { 'GET /api/version': { status: 404 } },
    { ended: 'strange', says: expect.stringContaining('no API of Harbor') },
  ],
] as const)('the version of %s', async (_, answers, expected) => {
  expect(await readerOf(answers).reader.api()).toMatchObject(expected);
});

const errors = JSON.stringify({ errors: [{ code: 'X', message: 'why' }] });
test.each([
  [401, errors, { ended: 'refused', status: 401, says: '401 X: why' }],
  [403, errors, { ended: 'refused', status: 403, says: '403 X: why' }],
  [404, errors, { ended: 'absent', says: '404 X: why' }],
  [500, errors, { ended: 'failed', status: 500, says: '500 X: why' }],
  [401, '{"code":401,"message":"UnAuthorize"}', { ended: 'refused', says: '401 UnAuthorize' }],
  [
    403,
    '{"errors":[{"code":"FORBIDDEN","message":"CSRF token invalid"}]}',
    { ended: 'refused', says: expect.stringContaining('adds a session cookie') },
  ],
  [502, '<html>Bad gateway</html>', { ended: 'failed', says: expect.stringContaining('not JSON') }],
  [200, '<html>Log in</html>', { ended: 'strange', says: expect.stringContaining('not JSON') }],
  [200, '{"hello":1}', { ended: 'strange', says: expect.stringContaining('(components)') }],
])('%i %s', async (status, body, expected) => {
  const { reader } = readerOf({ '/health': { status, body, headers: { 'x-request-id': 'theirs' } } });
  expect(await reader.health()).toMatchObject({ ...expected, requestId: 'theirs' });
});

test('a redirect is told with its address, without its query; a cut answer as such', async () => {
  const location = 'https://sso.acme.test/auth?state=s3cr3t';
  const { reader } = readerOf({
    '/systeminfo': { status: 302, headers: { location } },
    '/health': { body: '{"stat', truncated: true },
  });
  expect(await reader.info()).toMatchObject({
    ended: 'failed',
    says: '302 redirects to https://sso.acme.test/auth',
  });
  expect(await reader.health()).toMatchObject({
    ended: 'strange',
    says: expect.stringContaining('longer than the limit'),
  });
});

test('health may take over a minute, nothing else', async () => {
  const { reader, asked } = readerOf({ '/ping': { body: 'Pong' } });
  await reader.health();
  await reader.ping();
  expect(asked.slice(1).map(({ timeoutMs }) => timeoutMs)).toEqual([65_000, undefined]);
});

test('a project that is forbidden is asked for by HEAD: missing or not ours', async () => {
  const no = { status: 403, body: errors };
  const { reader } = readerOf({
    '/projects/shop': no,
    '/projects/gone': no,
    'HEAD /api/v2.0/projects?project_name=shop': {},
  });
  expect(await reader.project('shop')).toMatchObject({ ended: 'refused', status: 403 });
  expect(await reader.project('gone')).toMatchObject({
    ended: 'absent',
    says: '404 there is no project gone',
  });
});

test('names of repositories are encoded twice, digits are names', async () => {
  const { reader, asked } = readerOf({});
  await reader.artifacts('2024', 'teams/a b', 10);
  expect(asked[1]?.url).toContain('/projects/2024/repositories/teams%252Fa%2520b/artifacts?with_tag=true');
  expect(asked[1]?.headers).toMatchObject({ 'x-is-resource-name': 'true' });
});

test('a list stops at its limit and tells how many there are', async () => {
  const many = Array.from({ length: 5 }, (_, id) => ({ id, vendor_type: 'X', job_status: 'Success' }));
  const rows = many.map((one) => ({
    ...one,
    creation_time: '2026-01-01T00:00:00Z',
    policy_id: 1,
    status: 'Failed',
    start_time: '2026-01-01T00:00:00Z',
  }));
  const { reader, asked } = readerOf({
    '/replication/executions?sort=-start_time&page=1&page_size=5': {
      ...json(rows),
      headers: { 'x-total-count': '412' },
    },
  });
  expect(await reader.executions({ limit: 5 })).toMatchObject({
    value: { total: 412, items: { length: 5 } },
  });
  expect(asked).toHaveLength(2);
});

test('what the endpoint refuses is an answer, what our login may not is a refusal', async () => {
  const refused = { status: 401, body: errors };
  const endpoint = json({ id: 2, name: 'dr', type: 'harbor', url: 'https://dr.acme.test' });
  const may = readerOf({ '/registries/ping': refused, '/registries/2': endpoint });
  expect(await may.reader.pingEndpoint(2)).toMatchObject({
    ended: 'found',
    value: { well: false, says: '401 X: why' },
  });
  expect(may.asked[1]).toMatchObject({ method: 'POST', json: { id: 2 } });
  const mayNot = readerOf({ '/registries/ping': refused, '/registries/2': { status: 403, body: errors } });
  expect(await mayNot.reader.pingEndpoint(2)).toMatchObject({ ended: 'refused', status: 403 });
  const gone = readerOf({});
  expect(await gone.reader.pingEndpoint(2)).toMatchObject({ ended: 'absent' });
  const readOnly = {
    status: 403,
    body: '{"errors":[{"code":"DENIED","message":"The system is in read only mode. Any modification is prohibited."}]}',
  };
  const closed = readerOf({ '/registries/ping': readOnly, '/registries/2': endpoint });
  expect(await closed.reader.pingEndpoint(2)).toMatchObject({
    ended: 'refused',
    says: expect.stringMatching(/read only/),
  });
});

test('a robot of ours has no user and is known for it', async () => {
  const { reader } = readerOf({ '/users/current': { status: 412, body: errors } });
  expect(await reader.account()).toMatchObject({ ended: 'found', value: { kind: 'robot', name: null } });
  const wrong = readerOf({ '/users/current': { status: 401, body: errors } });
  expect(await wrong.reader.account()).toMatchObject({ ended: 'refused', status: 401 });
});

test('collections: what the job wrote is read from its JSON text, nonsense is nothing', async () => {
  const job = { id: 1, job_status: 'Success', creation_time: '2026-01-01T00:00:00Z' };
  const { reader } = readerOf({
    '/system/gc?sort=-creation_time&page=1&page_size=50': json([
      { ...job, job_parameters: '{"freed_space":5,"purged_blobs":"2","dry_run":true}' },
      { ...job, job_parameters: 'nonsense' },
      job,
    ]),
  });
  expect(await reader.collections()).toMatchObject({
    value: [
      { state: 'success', freed: 5, blobs: 2, dryRun: true },
      { freed: null },
      { freed: null, dryRun: false },
    ],
  });
});

test('settings come without secrets, logs without logins, lists that are null are empty', async () => {
  const { reader } = readerOf({
    '/configurations': json({
      auth_mode: { value: 'db_auth', editable: false },
      oidc_client_secret: { value: 'planted', editable: true },
      token_expiration: { value: 30, editable: true },
    }),
    '/jobservice/queues': { body: 'null' },
    '/jobservice/jobs/abc/log': { body: 'GET https://ada:planted@dr.acme.test/v2/' },
  });
  expect(await reader.configuration()).toMatchObject({
    value: { auth_mode: 'db_auth', token_expiration: '30' },
  });
  expect(JSON.stringify(await reader.configuration())).not.toContain('planted');
  expect(JSON.stringify(await reader.jobLog('abc'))).not.toContain('planted');
  expect(await reader.queues()).toMatchObject({ ended: 'found', value: [] });
});

test('which way a policy goes shows in which side has an id', async () => {
  const policy = {
    id: 1,
    name: 'p',
    enabled: true,
    trigger: { type: 'scheduled', trigger_settings: { cron: '0 0 * * * *' } },
  };
  const here = { id: 0, name: 'Local' };
  const there = { id: 4, name: 'dr', type: 'harbor', url: 'https://dr.acme.test', status: 'healthy' };
  const { reader } = readerOf({
    '/replication/policies?page=1&page_size=100': json([
      {
        ...policy,
        src_registry: here,
        dest_registry: there,
        filters: [
          { type: 'name', value: 'shop/**' },
          { type: 'tag', value: 'v*', decoration: 'excludes' },
        ],
      },
      { ...policy, src_registry: there, dest_registry: here, trigger: null },
      { ...policy, src_registry: null, dest_registry: there },
    ]),
  });
  expect(await reader.policies()).toMatchObject({
    value: [
      {
        direction: 'push',
        endpoint: { name: 'dr' },
        cron: '0 0 * * * *',
        filters: ['name=shop/**', 'tag!=v*'],
      },
      { direction: 'pull', endpoint: { name: 'dr' }, trigger: 'other' },
      { direction: 'push', endpoint: { name: 'dr' } },
    ],
  });
});
