import { expect, test } from 'vitest';
import type { Pod } from '../../../src/sandbox/cluster/objects.ts';
import type { LogEntry } from '../../../src/sandbox/cluster/world.ts';
import { createHarbor } from '../../../src/sandbox/harbor/harbor.ts';
import { behindServices, harborServices, logsOf } from '../../../src/sandbox/world/harbor-inside.ts';

const NOW = new Date('2026-11-20T10:00:00Z');

function made() {
  return createHarbor({ externalUrl: 'https://harbor.acme.test', now: () => NOW });
}

function podOf(component: string, ready: 'True' | 'False'): Pod {
  return {
    metadata: { name: `harbor-${component}-x`, namespace: 'harbor', labels: { component } },
    spec: { containers: [{ name: component, image: 'x' }] },
    status: { conditions: [{ type: 'Ready', status: ready }] },
  };
}

const question = (path: string) => ({ method: 'GET', path, query: new URLSearchParams(), body: '' });

test('core answers as Harbor does, as long as its pod is ready', async () => {
  const harbor = made();
  const services = behindServices(harbor, () => [podOf('core', 'True'), podOf('jobservice', 'False')]);
  const health = await services.get('harbor/harbor-core:80')?.(question('/api/v2.0/health'));
  expect(health?.status).toBe(200);
  expect(JSON.parse(health?.body ?? '')).toMatchObject({ status: 'healthy' });
  expect(services.get('harbor/harbor-jobservice:80')).toBeUndefined();
  expect(services.get('harbor/harbor-core:8080')).toBeUndefined();
  expect(services.get('shop/harbor-core:80')).toBeUndefined();
});

test('the job service tells its pools, and that redis is gone', async () => {
  const harbor = made();
  const handler = behindServices(harbor, () => [podOf('jobservice', 'True')]).get(
    'harbor/harbor-jobservice:80',
  );
  const stats = await handler?.(question('/api/v1/stats'));
  expect(JSON.parse(stats?.body ?? '').worker_pools).toMatchObject([{ status: 'Healthy' }]);
  harbor.state.ailing.set('redis', 'dial tcp: i/o timeout');
  expect(await handler?.(question('/api/v1/stats'))).toMatchObject({
    status: 500,
    body: expect.stringContaining('10004'),
  });
});

test('a log of the last hour ends in what ails the component, and only that one', () => {
  const harbor = made();
  harbor.state.logs.set('sick', [{ component: 'core', lines: ['[FATAL] no database'] }]);
  const logs = logsOf(harbor);
  const read = (container: string, namespace = 'harbor') =>
    logs({ namespace, pod: 'x', container, previous: false }) as Iterable<LogEntry> | undefined;
  const core = [...(read('core') ?? [])];
  expect(core).toHaveLength(361);
  expect(core[0]).toMatchObject({ at: '2026-11-20T09:00:00.000Z' });
  expect(core.at(-1)).toEqual({ at: NOW.toISOString(), text: '[FATAL] no database' });
  expect(JSON.stringify([...(read('redis') ?? [])])).not.toContain('FATAL');
  expect(read('core', 'shop')).toBeUndefined();
});

test('every component has its Service', () => {
  expect(harborServices().map(({ metadata }) => metadata.name)).toEqual(
    ['core', 'jobservice', 'portal', 'registry', 'database', 'redis', 'trivy'].map((one) => `harbor-${one}`),
  );
});
