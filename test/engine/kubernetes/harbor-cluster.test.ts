import { expect, test } from 'vitest';
import { harborClusterOf } from '../../../src/engine/kubernetes/harbor-cluster.ts';
import { object } from './objects.ts';

const condition = (type: string, status: string, more: object = {}) => ({ type, status, ...more });
const spec = {
  externalURL: 'https://10.6.232.5:30010',
  version: '2.5.1',
  cache: { kind: 'RedisFailover' },
  database: { kind: 'Zlando/PostgreSQL' },
  storage: { kind: 'MinIO' },
};

test('one that waits for its database says so before what follows from it', () => {
  const cluster = harborClusterOf(
    object({
      meta: { name: 'trust-node-port', namespace: 'kangaroo-lrf04' },
      spec,
      status: {
        status: 'unhealthy',
        operator: { controllerVersion: '1.3.0' },
        conditions: [
          condition('ServiceReady', 'False', { reason: 'Harbor is not ready' }),
          condition('DatabaseReady', 'False', {
            reason: 'check database health failed',
            message: 'dial tcp 10.6.1.4:5432: connect: connection refused',
            lastTransitionTime: '2026-11-20T10:00:00Z',
          }),
          condition('CacheReady', 'True'),
        ],
      },
    }),
  );
  expect(cluster).toMatchObject({
    namespace: 'kangaroo-lrf04',
    name: 'trust-node-port',
    publicUrl: 'https://10.6.232.5:30010',
    version: '2.5.1',
    status: 'unhealthy',
    operatorVersion: '1.3.0',
    cache: 'RedisFailover',
    database: 'Zlando/PostgreSQL',
    storage: 'MinIO',
    waitsFor: {
      type: 'DatabaseReady',
      message: 'dial tcp 10.6.1.4:5432: connect: connection refused',
      since: '2026-11-20T10:00:00Z',
    },
  });
});

test('a healthy one waits for nothing', () => {
  const status = { status: 'healthy', conditions: [condition('ServiceReady', 'True')] };
  expect(harborClusterOf(object({ spec, status }))).toMatchObject({ status: 'healthy', waitsFor: null });
});

test('near miss: a new one without status is neither healthy nor unhealthy', () => {
  expect(harborClusterOf(object({ spec }))).toMatchObject({ status: null, conditions: [], waitsFor: null });
});

test('near miss: only a condition of another name is not True', () => {
  const status = { status: 'healthy', conditions: [condition('Upgrading', 'Unknown')] };
  expect(harborClusterOf(object({ spec, status })).waitsFor).toMatchObject({ type: 'Upgrading' });
});
