import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createHarbor } from '../../../src/sandbox/harbor/harbor.ts';
import { SICKNESSES } from '../../../src/sandbox/harbor/sicknesses.ts';
import { ACCEPT_ALL, ask, basic, json } from '../registry/ask.ts';

const admin = basic('admin', 'admin-password');
type Records = readonly Record<string, unknown>[];

/** A Harbor whose clock the test holds. */
function held() {
  const clock = { now: new Date('2026-11-20T08:00:00Z') };
  const harbor = createHarbor({ externalUrl: 'https://harbor.acme.test', now: () => clock.now });
  harbor.addProject('shop', 'private');
  harbor.addUser('admin', 'admin-password', 'admin');
  harbor.state.store.push({ repository: 'shop/cart', tags: ['1.8.1'] });
  const call = (path: string, method = 'GET', body?: unknown) =>
    ask(harbor.handle, `/api/v2.0${path}`, { headers: admin, method, ...(body ? { json: body } : {}) });
  const get = async (path: string) => json(await call(path)) as Records;
  const one = async (path: string) => json(await call(path)) as Record<string, unknown>;
  const wait = (seconds: number): void => {
    clock.now = new Date(clock.now.getTime() + seconds * 1000);
  };
  /** Strikes one by its id. */
  const strike = (id: string) => {
    const sickness = SICKNESSES.find((each) => each.id === id);
    if (!sickness) throw new Error(`no sickness ${id}`);
    sickness.strike(harbor.state);
    return sickness;
  };
  /** Lets the job service work on: it looks at the clock when asked. */
  const pass = async (seconds: number) => {
    for (let at = 0; at < seconds; at += 2) {
      wait(2);
      await call('/jobservice/queues');
    }
  };
  return { harbor, call, get, one, wait, pass, strike };
}

type Held = ReturnType<typeof held>;
type Layer = { readonly digest: string };
const v2 = (harbor: Held['harbor'], path: string) =>
  ask(harbor.handle, path, { headers: { ...admin, accept: ACCEPT_ALL } });

/** What shows each sickness in the API; true while it is struck. */
const SHOWS: Readonly<Record<string, (harbor: Held) => Promise<boolean>>> = {
  'replication-stuck': async ({ get }) =>
    (await get('/replication/executions?policy_id=11&status=InProgress')).length > 0,
  'workers-busy': async ({ get }) =>
    (await get('/jobservice/pools/all/workers')).every((worker) => worker['job_id']),
  'workers-dead': async ({ get, harbor }) =>
    (await get('/jobservice/pools')).every(
      (pool) => harbor.state.now().getTime() - Date.parse(String(pool['heartbeat_at'])) > 60_000,
    ),
  'replication-dns': async ({ call }) => {
    const [execution] = json(await call('/replication/executions?policy_id=14')) as Records;
    const [task] = json(await call(`/replication/executions/${execution?.['id']}/tasks`)) as Records;
    const log = await call(`/replication/executions/${execution?.['id']}/tasks/${task?.['id']}/log`);
    return String(log.body).includes('no such host');
  },
  'destination-blob-401': async ({ call }) =>
    (await call('/registries/ping', 'POST', { id: 15 })).status === 401,
  'notification-race': async ({ get }) =>
    (await get('/replication/executions?policy_id=16'))[0]?.['status'] === 'Failed',
  'source-list-tags-500': async ({ get }) =>
    (await get('/replication/executions?policy_id=17'))[0]?.['status'] === 'Failed',
  'version-skew': async ({ get }) =>
    String((await get('/replication/executions?policy_id=18'))[0]?.['status_text']).includes(
      'cannot unmarshal',
    ),
  'target-quota': async ({ get }) =>
    (await get('/replication/executions?policy_id=19'))[0]?.['status'] === 'Failed',
  'queue-paused': async ({ get }) =>
    (await get('/jobservice/queues')).some((queue) => queue['paused'] && Number(queue['latency']) >= 3000),
  'scheduler-paused': async ({ one }) => (await one('/schedules/all/paused'))['paused'] === true,
  'collection-failed-s3': async ({ get }) =>
    (await get('/system/gc?sort=-id'))[0]?.['job_status'] === 'Error',
  'collection-running': async ({ get }) =>
    (await get('/system/gc?sort=-id'))[0]?.['job_status'] === 'Running',
  'read-only': async ({ one }) => (await one('/systeminfo'))['read_only'] === true,
  'robot-expired': async ({ get, harbor }) =>
    (await get('/robots?q=Level%3Dproject%2CProjectID%3D1')).some(
      (robot) => Number(robot['expires_at']) * 1000 < harbor.state.now().getTime(),
    ),
  'quota-full': async ({ get }) =>
    (await get('/quotas')).some((quota) => {
      const { hard, used } = quota as { hard: { storage: number }; used: { storage: number } };
      return hard.storage > 0 && used.storage / hard.storage > 0.95;
    }),
  'zero-byte-tags': async ({ get }) =>
    (await get('/projects/shop/repositories/legacy/artifacts')).some(
      (artifact) => artifact['size'] === 0 && artifact['references'] === null,
    ),
  'blob-missing': async ({ harbor }) => {
    const manifest = await v2(harbor, '/v2/shop/reports/manifests/2026.10');
    const { config, layers } = json(manifest) as { config: Layer; layers: readonly Layer[] };
    const all = [config, ...layers].map(({ digest }) => v2(harbor, `/v2/shop/reports/blobs/${digest}`));
    const answers = await Promise.all(all);
    return answers.some(({ status }) => status === 404);
  },
  'database-down': async ({ call }) => (await call('/projects')).status === 500,
  'database-connections': async ({ one }) => (await one('/health'))['status'] === 'unhealthy',
  'redis-down': async ({ call }) => (await call('/jobservice/queues')).status === 500,
  'scan-all-stuck': async ({ one }) => {
    const scan = await one('/scans/all/metrics');
    return scan['ongoing'] === true && scan['total'] === 0;
  },
  'policy-undeletable': async ({ call }) => (await call('/replication/policies/21', 'DELETE')).status === 412,
  'execution-sweep-backlog': async ({ get }) =>
    (await get('/jobservice/queues')).some((queue) => Number(queue['count']) > 4000),
};

test('each is one file of its own, and each has a way to show', () => {
  const folder = new URL('../../../src/sandbox/harbor/sickness', import.meta.url);
  const shared = ['sickness', 'lines', 'sync-case', 'first-project'];
  const files = readdirSync(folder).map((name) => name.replace('.ts', ''));
  const ids = SICKNESSES.map(({ id }) => id).sort();
  expect(ids).toEqual(files.filter((name) => !shared.includes(name)).sort());
  expect(ids).toEqual(Object.keys(SHOWS).sort());
});

test.each(SICKNESSES)(
  '$id shows while it is struck, twice in a row, and is gone when healed',
  async ({ id }) => {
    const at = held();
    const shows = SHOWS[id] ?? (async () => false);
    for (const _ of [1, 2]) {
      const sickness = at.strike(id);
      sickness.strike(at.harbor.state);
      expect(await shows(at)).toBe(true);
      sickness.heal(at.harbor.state);
      sickness.heal(at.harbor.state);
      await at.pass(60);
      expect(await shows(at)).toBe(false);
      expect(at.harbor.state.logs.size).toBe(0);
    }
  },
);

test('all at once each still shows, but those that hide others', async () => {
  const at = held();
  // Without database or redis nothing is told, read-only refuses a ping, and a running collection is the newest.
  const hiding = ['database-down', 'database-connections', 'redis-down', 'read-only', 'collection-running'];
  const open = SICKNESSES.filter(({ id }) => !hiding.includes(id));
  for (const { id } of open) at.strike(id);
  for (const { id } of open) expect([id, await SHOWS[id]?.(at)]).toEqual([id, true]);
});

test('what components write meanwhile has a time and its component', () => {
  const { harbor, strike } = held();
  strike('redis-down');
  const lines = [...harbor.state.logs.values()].flat();
  expect(lines.map(({ component }) => component)).toEqual(['core', 'jobservice']);
  expect(lines[0]?.lines[0]).toMatch(/^2026-11-20T08:00:00Z \[ERROR\] .*failed to ping redis:\/\//);
});
