import { expect, test } from 'vitest';
import { SICKNESSES } from '../../../src/sandbox/harbor/sicknesses.ts';
import { ask, basic, error, json } from '../registry/ask.ts';
import { acmeHarbor } from './acme.ts';

const admin = basic('admin', 'admin-password');

function held() {
  const clock = { now: new Date('2026-11-20T08:00:00Z') };
  const harbor = acmeHarbor({ now: () => clock.now });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = admin) =>
    ask(harbor.handle, `/api/v2.0${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { json: body }),
    });
  const get = async (path: string) => json(await send('GET', path)) as Record<string, unknown>;
  const pass = async (seconds: number) => {
    for (let at = 0; at < seconds; at++) {
      clock.now = new Date(clock.now.getTime() + 1000);
      await send('GET', '/jobservice/queues');
    }
  };
  const strike = (id: string) => SICKNESSES.find((one) => one.id === id)?.strike(harbor.state);
  return { harbor, send, get, pass, strike };
}

test('an execution begins with 201, runs through workers, and its status follows late', async () => {
  const { send, get, pass } = held();
  const begun = await send('POST', '/replication/executions', { policy_id: 1 });
  expect(begun.status).toBe(201);
  const at = begun.headers?.['location']?.replace('/api/v2.0', '') ?? '';
  expect(await get(at)).toMatchObject({ status: 'InProgress', total: 12, in_progress: 12 });
  await pass(6);
  expect(await get(at)).toMatchObject({ status: 'InProgress', succeed: 12 });
  await pass(30);
  expect(await get(at)).toMatchObject({
    status: 'Succeed',
    succeed: 12,
    end_time: expect.stringMatching(/^2026/),
  });
  expect((await send('POST', '/replication/executions', { policy_id: 99 })).status).toBe(404);
});

test('a disabled policy does not begin: 412', async () => {
  const { send, strike } = held();
  strike('policy-undeletable');
  expect(error(await send('POST', '/replication/executions', { policy_id: 21 }))).toMatchObject({
    status: 412,
    code: 'PRECONDITION',
  });
});

test('a stop heals jobs that the job service does not know, at once; then the policy can go', async () => {
  const { send, get, strike } = held();
  strike('policy-undeletable');
  const refused = error(await send('DELETE', '/replication/policies/21'));
  expect(refused).toMatchObject({ status: 412, message: expect.stringContaining("aren't in final status") });
  const [stuck] = (await get('/replication/executions?policy_id=21')) as unknown as { id: number }[];
  expect((await send('PUT', `/replication/executions/${stuck?.id}`)).status).toBe(200);
  expect(await get(`/replication/executions/${stuck?.id}`)).toMatchObject({ status: 'Stopped', stopped: 2 });
  expect((await send('DELETE', '/replication/policies/21')).status).toBe(200);
  expect((await send('GET', '/replication/policies/21')).status).toBe(404);
});

test('a policy that was read can be deleted and sent back, under a new id', async () => {
  const { send, get } = held();
  const saved = await get('/replication/policies/1');
  expect((await send('DELETE', '/replication/policies/1')).status).toBe(200);
  expect(await get('/replication/executions?policy_id=1')).toEqual([]);
  const made = await send('POST', '/replication/policies', saved);
  const at = made.headers?.['location']?.replace('/api/v2.0', '') ?? '';
  expect([made.status, at]).toEqual([201, '/replication/policies/3']);
  const { id: _, creation_time: __, update_time: ___, ...same } = saved;
  expect(await get(at)).toMatchObject(same);
  expect((await send('POST', '/replication/policies', saved)).status).toBe(409);
  expect((await send('PUT', at, { ...saved, enabled: false })).status).toBe(200);
  expect(error(await send('POST', '/replication/executions', { policy_id: 3 }))).toMatchObject({
    status: 412,
  });
  expect((await send('PUT', at, { ...saved, dest_registry: { id: 0 } })).status).toBe(400);
});

test('a scan of all that hangs refuses the next one with 409 until it is stopped', async () => {
  const { send, get, strike } = held();
  strike('scan-all-stuck');
  const begin = () => send('POST', '/system/scanAll/schedule', { schedule: { type: 'Manual' } });
  expect(error(await begin())).toMatchObject({ status: 409, code: 'CONFLICT' });
  expect((await send('POST', '/system/scanAll/stop')).status).toBe(202);
  expect((await send('POST', '/system/scanAll/stop')).status).toBe(400);
  expect((await begin()).status).toBe(201);
  expect(await get('/scans/all/metrics')).toMatchObject({ ongoing: false, total: 3, completed: 3 });
});

test('a stop of running copies takes effect late, of waiting ones at once', async () => {
  const { send, get, pass, strike } = held();
  strike('workers-busy');
  const [busy] = (await get('/replication/executions?policy_id=12')) as unknown as { id: number }[];
  await send('PUT', `/replication/executions/${busy?.id}`);
  expect(await get(`/replication/executions/${busy?.id}`)).toMatchObject({
    status: 'InProgress',
    stopped: 31,
    in_progress: 10,
  });
  await pass(95);
  await pass(30);
  expect(await get(`/replication/executions/${busy?.id}`)).toMatchObject({ status: 'Stopped', stopped: 41 });
});

test('queues: a pause keeps what waits, a resume lets it run, a stop deletes it', async () => {
  const { send, get, pass } = held();
  const count = async () =>
    (
      (await get('/jobservice/queues')) as unknown as { job_type: string; count: number; paused: boolean }[]
    ).find((one) => one.job_type === 'REPLICATION');
  const change = (action: string) => send('PUT', '/jobservice/queues/REPLICATION', { action });
  expect((await change('pause')).status).toBe(200);
  await send('POST', '/replication/executions', { policy_id: 1 });
  await pass(5);
  expect(await count()).toMatchObject({ count: 12, paused: true });
  await change('resume');
  await pass(5);
  expect(await count()).toMatchObject({ count: 0, paused: false });
  await change('pause');
  await send('POST', '/replication/executions', { policy_id: 1 });
  expect((await change('stop')).status).toBe(200);
  expect(await count()).toMatchObject({ count: 0 });
  expect((await send('PUT', '/jobservice/queues/REPLICATION', { action: 'burn' })).status).toBe(400);
  expect((await send('PUT', '/jobservice/jobs/nobody-knows-it')).status).toBe(200);
});

test('collections: a dry run tells what it would free, a second one waits, and a stop ends it', async () => {
  const { send, get, pass } = held();
  const manual = (parameters: object) =>
    send('POST', '/system/gc/schedule', { schedule: { type: 'Manual' }, parameters });
  const last = async (before = 0) =>
    ((await get('/system/gc?sort=-id')) as unknown as Record<string, string>[])[before] ?? {};
  expect((await manual({ dry_run: true, workers: 11 })).status).toBe(400);
  expect((await manual({ dry_run: true, workers: 5 })).status).toBe(201);
  await pass(1);
  expect(await last()).toMatchObject({ job_status: 'Running', job_kind: 'MANUAL' });
  expect((await last())['job_parameters']).not.toContain('freed_space');
  const second = await manual({ dry_run: false });
  expect(second.headers?.['location']).toMatch(/\/system\/gc\/\d+$/);
  await pass(1);
  expect(await last()).toMatchObject({ job_status: 'Pending' });
  expect((await send('PUT', `/system/gc/${(await last())['id']}`)).status).toBe(200);
  expect(await last()).toMatchObject({ job_status: 'Stopped' });
  await pass(6);
  expect(await last(1)).toMatchObject({ job_status: 'Success' });
  expect(JSON.parse((await last(1))['job_parameters'] ?? '')).toMatchObject({
    dry_run: true,
    freed_space: 734_003_200,
  });
  expect(String((await send('GET', `/system/gc/${(await last(1))['id']}/log`)).body)).toContain(
    'eligible for deletion',
  );
  await manual({ dry_run: false });
  await pass(1);
  await send('PUT', `/system/gc/${(await last())['id']}`);
  await pass(3);
  expect(await last()).toMatchObject({ job_status: 'Stopped' });
  expect((await send('GET', `/system/gc/${(await last())['id']}/log`)).status).toBe(404);
});

test('tags: deleted one by one, immutable ones are kept with 412, and the log tells who', async () => {
  const { harbor, send, get } = held();
  harbor.state.store.push({ repository: 'shop/cart', tags: ['old', 'kept'] });
  harbor.state.immutable.add('shop/cart:kept');
  const at = '/projects/shop/repositories/cart/artifacts';
  expect((await send('DELETE', `${at}/old/tags/old`)).status).toBe(200);
  expect((await send('DELETE', `${at}/kept/tags/old`)).status).toBe(404);
  expect(error(await send('DELETE', `${at}/kept/tags/kept`))).toMatchObject({
    status: 412,
    message: "Failed to process request due to 'shop/cart:kept' configured as immutable.",
  });
  expect(await get('/audit-logs?q=operation%3Ddelete%2Cresource%3D~shop%2Fcart')).toMatchObject([
    { username: 'admin', resource: 'shop/cart:old', resource_type: 'tag' },
  ]);
});

test('quota, member and robot: made, read back, and refused where they must be', async () => {
  const { send, get } = held();
  expect((await send('PUT', '/quotas/1', { hard: { storage: 1000 } })).status).toBe(200);
  expect(await get('/quotas/1')).toMatchObject({ hard: { storage: 1000 } });
  expect((await send('PUT', '/quotas/1', { hard: { storage: 0 } })).status).toBe(400);
  const member = { role_id: 3, member_user: { username: 'eve' } };
  const added = await send('POST', '/projects/shop/members', member);
  expect(added.status).toBe(201);
  expect((await send('POST', '/projects/shop/members', member)).status).toBe(409);
  expect(
    (await send('POST', '/projects/shop/members', { role_id: 3, member_user: { username: 'nobody' } }))
      .status,
  ).toBe(404);
  expect((await send('DELETE', added.headers?.['location']?.replace('/api/v2.0', '') ?? '')).status).toBe(
    200,
  );
  const access = [{ resource: 'repository', action: 'pull' }];
  const robot = {
    name: 'puller',
    level: 'project',
    duration: 30,
    permissions: [{ kind: 'project', namespace: 'shop', access }],
  };
  const made = await send('POST', '/robots', robot);
  const { name, secret } = json(made) as { name: string; secret: string };
  expect([made.status, name]).toEqual([201, 'robot$shop+puller']);
  expect((await send('POST', '/robots', robot)).status).toBe(409);
  expect((await send('GET', '/users/current', undefined, basic(name, secret))).status).toBe(412);
});

test('rights: a reader changes nothing, a guest of a project neither', async () => {
  const { send } = held();
  const writes = [
    ['POST', '/replication/executions', { policy_id: 1 }],
    ['PUT', '/replication/executions/100', undefined],
    ['DELETE', '/replication/policies/1', undefined],
    ['PUT', '/jobservice/queues/REPLICATION', { action: 'stop' }],
    ['PUT', '/jobservice/jobs/all', undefined],
    ['POST', '/system/gc/schedule', { schedule: { type: 'Manual' } }],
    ['PUT', '/quotas/1', { hard: { storage: 1 } }],
    ['DELETE', '/projects/shop/repositories/cart/artifacts/1.8.1/tags/1.8.1', undefined],
    ['POST', '/projects/shop/members', { role_id: 3, member_user: { username: 'eve' } }],
    [
      'POST',
      '/robots',
      {
        name: 'x',
        level: 'project',
        duration: 1,
        permissions: [
          { kind: 'project', namespace: 'shop', access: [{ resource: 'repository', action: 'pull' }] },
        ],
      },
    ],
    ['PUT', '/configurations', { read_only: true }],
  ] as const;
  for (const [method, path, body] of writes) {
    expect([path, (await send(method, path, body, basic('robot$medic', 'medic-secret'))).status]).toEqual([
      path,
      403,
    ]);
    expect([path, (await send(method, path, body, basic('ada', 'ada-password'))).status]).toEqual([
      path,
      403,
    ]);
    expect([path, (await send(method, path, body, {})).status]).toEqual([path, 401]);
  }
});

test('read-only mode refuses every change but its own end; a session cookie wants a CSRF token', async () => {
  const { send, strike } = held();
  strike('read-only');
  expect(error(await send('PUT', '/quotas/1', { hard: { storage: 5 } }))).toEqual({
    status: 403,
    code: 'DENIED',
    message: 'The system is in read only mode. Any modification is prohibited.',
  });
  expect((await send('PUT', '/configurations', { read_only: false })).status).toBe(200);
  expect((await send('PUT', '/quotas/1', { hard: { storage: 5 } })).status).toBe(200);
  expect(
    error(await send('PUT', '/quotas/1', { hard: { storage: 5 } }, { ...admin, cookie: 'sid=abc' })),
  ).toMatchObject({ status: 403, message: 'CSRF token invalid' });
});
