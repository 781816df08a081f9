import { expect, test } from 'vitest';
import type { PodRecord } from '../../../src/engine/cluster.ts';
import { componentWorkloads } from '../../../src/probes/installation/component-workloads.ts';
import { ended } from '../literal-cluster.ts';
import { askingAt, serving } from './at-installation.ts';

const pod = (name: string, image: string, owner: string, createdAt: string): PodRecord => ({
  namespace: 'harbor',
  name,
  uid: `uid-${name}`,
  labels: {},
  phase: 'Running',
  node: 'worker-1',
  createdAt,
  serviceAccount: 'default',
  imagePullSecrets: [],
  owner: { kind: 'Deployment', name: owner },
  containers: [
    {
      name: 'main',
      kind: 'main',
      image,
      imagePullPolicy: 'IfNotPresent',
      state: 'running',
      reason: null,
      message: null,
      imageId: '',
      startedAt: null,
    },
  ],
});

const deployment = (name: string, claimName: string) => ({
  metadata: { name, namespace: 'harbor', uid: `uid-${name}`, creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: {
    template: { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] } },
  },
});

const JOBSERVICE = 'goharbor/harbor-jobservice:v2.13.1';
const parts = {
  ...serving({
    deployments: [deployment('jobs', 'logs'), deployment('shop', 'gone')],
    statefulsets: [],
    persistentvolumeclaims: [
      { metadata: { name: 'logs', namespace: 'harbor' }, spec: { accessModes: ['ReadWriteOnce'] } },
    ],
  }),
  pods: async () => ({
    ended: 'found' as const,
    value: [
      pod('b', JOBSERVICE, 'jobs', '2026-01-03T00:00:00Z'),
      pod('a', JOBSERVICE, 'jobs', '2026-01-02T00:00:00Z'),
      pod('c', 'shop/cart:1', 'shop', '2026-01-02T00:00:00Z'),
    ],
  }),
};

test('components with their volumes and pods, oldest first; what is no component is left out', async () => {
  expect(await askingAt('harbor', parts).ask(componentWorkloads)).toMatchObject({
    state: 'known',
    fact: {
      workloads: [
        {
          name: 'jobs',
          plural: 'deployments',
          uid: 'uid-jobs',
          components: ['jobservice'],
          modes: ['ReadWriteOnce'],
          pods: [{ name: 'a' }, { name: 'b' }],
        },
      ],
    },
  });
});

test('near miss: pods that may not be read leave it unreached: that is said of the components', async () => {
  const asking = askingAt('harbor', { ...parts, pods: ended('forbidden', 'pods is forbidden') });
  expect(await asking.ask(componentWorkloads)).toMatchObject({ state: 'unreached', after: 'components' });
});
