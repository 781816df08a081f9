import { expect, test } from 'vitest';
import { COMPONENTS } from '../../../src/sandbox/harbor/harbor.ts';
import { ask, basic, json } from '../registry/ask.ts';
import { acmeHarbor } from './acme.ts';

const admin = basic('admin', 'admin-password');

/** A Harbor whose clock and job service the test holds. */
function sickly() {
  const held = { now: new Date('2026-11-20T02:00:00Z'), healthy: true };
  const harbor = acmeHarbor({
    now: () => held.now,
    components: async () =>
      COMPONENTS.map((name) =>
        name === 'jobservice' && !held.healthy
          ? { name, healthy: false, error: 'failed to check health: connection refused' }
          : { name, healthy: true },
      ),
  });
  const get = async (path: string): Promise<unknown> =>
    json(await ask(harbor.handle, `/api/v2.0${path}`, { headers: admin }));
  const wait = (seconds: number): void => {
    held.now = new Date(held.now.getTime() + seconds * 1000);
  };
  return { held, get, wait };
}

test('health lists each component and is healthy when all are', async () => {
  const { get } = sickly();
  const health = (await get('/health')) as { status: string; components: { name: string }[] };
  expect(health.status).toBe('healthy');
  expect(health.components.map(({ name }) => name)).toEqual([...COMPONENTS]);
});

test('a sick job service shows in health, its queue grows, replications fail, and healing ends it', async () => {
  const { held, get, wait } = sickly();
  expect(await get('/replication/executions?status=Failed')).toEqual([]);
  held.healthy = false;
  expect(await get('/health')).toMatchObject({ status: 'unhealthy' });
  const count = async () =>
    ((await get('/jobservice/queues')) as { job_type: string; count: number }[]).find(
      (one) => one.job_type === 'REPLICATION',
    )?.count ?? 0;
  const before = await count();
  wait(60);
  expect(await count()).toBeGreaterThan(before);
  expect(await get('/jobservice/pools')).toEqual([]);
  expect(await get('/replication/executions?status=Failed')).toHaveLength(3);

  held.healthy = true;
  expect(await count()).toBe(0);
  expect(await get('/health')).toMatchObject({ status: 'healthy' });
  expect(await get('/jobservice/pools')).toHaveLength(1);
  expect(await get('/replication/executions?page_size=1')).toMatchObject([{ status: 'Succeed' }]);
});
