import { expect, test } from 'vitest';
import { createNetworkAsker } from '../../../src/clients/network/asker.ts';
import { NetworkConfig } from '../../../src/config.ts';
import { replyStatus } from '../../../src/jobs/status/reply-status.ts';
import { allChecks } from '../../checks/all-checks.ts';
import { found, literalCluster } from '../../probes/literal-cluster.ts';

const cluster = literalCluster({
  groups: found(['', 'kangaroo.io']),
  scanPods: found({ seen: 0, kept: [] }),
  objects: async ({ group }) =>
    group === 'kangaroo.io'
      ? {
          ended: 'found',
          value: [
            {
              metadata: { name: 'acme', namespace: 'kangaroo-system' },
              status: {
                state: {
                  type: 'HealthCheckFail',
                  status: 'False',
                  reason: 'RegistryHealthCheckFail',
                  message:
                    'Get "https://harbor.acme.test": dial tcp 10.0.0.9:443: connect: connection refused',
                },
              },
            },
          ],
        }
      : { ended: 'found', value: [] },
});
const surroundings = {
  registries: [],
  network: createNetworkAsker({
    file: { registries: [], network: NetworkConfig.parse({}) },
    secret: () => undefined,
  }),
  clusters: new Map([['prod', cluster]]),
  checks: allChecks,
  now: () => new Date('2026-03-01T03:00:00Z'),
};

test('one that a cluster holds, with the cause that its words show', async () => {
  const reply = await replyStatus({ kind: 'status', registry: 'kangaroo-system/kangaroo' }, surroundings);
  expect(reply).toMatchObject({
    kind: 'status',
    report: {
      asked: 'kangaroo-system/kangaroo',
      registries: [
        {
          name: 'kangaroo-system/kangaroo',
          product: 'kangaroo',
          health: 'degraded',
          troubles: [
            {
              cause: 'connection-refused',
              confidence: 'confirmed',
              quote: expect.stringContaining('connection refused'),
              steps: expect.arrayContaining([expect.stringContaining('registrysecrets.kangaroo.io acme')]),
            },
          ],
        },
      ],
    },
  });
});

test('near miss: another namespace is refused with what there is', async () => {
  expect(await replyStatus({ kind: 'status', registry: 'kangaroo/kangaroo' }, surroundings)).toMatchObject({
    kind: 'refusal',
    why: 'not-found',
    tries: ['/registry status kangaroo-system/kangaroo', '/registry status'],
  });
});
