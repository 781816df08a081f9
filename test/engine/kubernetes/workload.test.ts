import { expect, test } from 'vitest';
import { workloadOf } from '../../../src/engine/kubernetes/workload.ts';
import { object } from './objects.ts';

const container = {
  name: 'jobservice',
  image: 'registry.acme.test/goharbor/harbor-jobservice:v2.13.1',
  env: [
    { name: 'CORE_SECRET', value: 'hidden' },
    { name: 'LOG_LEVEL', value: 'info' },
  ],
  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: 1, memory: '512Mi' } },
  volumeMounts: [{ name: 'job-logs', mountPath: '/var/log/jobs' }],
};
const template = {
  metadata: {
    labels: { component: 'jobservice' },
    annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T10:00:00Z' },
  },
  spec: {
    containers: [container],
    initContainers: [{ name: 'wait', image: 'busybox' }],
    imagePullSecrets: [{ name: 'regcred' }],
    volumes: [
      { name: 'job-logs', persistentVolumeClaim: { claimName: 'harbor-jobservice' } },
      { name: 'tmp' },
    ],
  },
};

test('a Deployment in the middle of a rollout, names of its variables but no values', () => {
  const workload = workloadOf(
    object({
      kind: 'Deployment',
      spec: { replicas: 2, strategy: { type: 'Recreate' }, template },
      status: { replicas: 3, readyReplicas: 2, updatedReplicas: 1 },
    }),
  );
  expect(workload).toMatchObject({
    replicas: 2,
    ready: 2,
    updated: 1,
    rollout: 'waiting',
    strategy: 'Recreate',
    podLabels: { component: 'jobservice' },
    claims: [{ name: 'harbor-jobservice', from: 'volume' }],
    imagePullSecrets: ['regcred'],
    restartedAt: '2026-11-20T10:00:00Z',
    keeper: null,
  });
  expect(workload.containers).toMatchObject([
    { name: 'wait', kind: 'init', limits: { cpu: null, memory: null } },
    {
      name: 'jobservice',
      env: ['CORE_SECRET', 'LOG_LEVEL'],
      requests: { cpu: 0.25, memory: 268_435_456 },
      limits: { cpu: 1, memory: 536_870_912 },
      mounts: [{ volume: 'job-logs', path: '/var/log/jobs' }],
    },
  ]);
  expect(JSON.stringify(workload)).not.toContain('hidden');
});

test('a StatefulSet that is done, with claims of its own', () => {
  const workload = workloadOf(
    object({
      kind: 'StatefulSet',
      spec: {
        updateStrategy: { type: 'OnDelete' },
        template,
        volumeClaimTemplates: [{ metadata: { name: 'database-data' } }],
      },
      status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
    }),
  );
  expect(workload).toMatchObject({ replicas: 1, rollout: 'done', strategy: 'OnDelete' });
  expect(workload.claims).toContainEqual({ name: 'database-data', from: 'template' });
});

test('a DaemonSet counts nodes', () => {
  const status = {
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    numberReady: 2,
    updatedNumberScheduled: 3,
  };
  expect(workloadOf(object({ kind: 'DaemonSet', spec: { template }, status }))).toMatchObject({
    replicas: 3,
    ready: 2,
    rollout: 'waiting',
  });
});

test('near miss: all counts are well but the controller has not seen the newest spec', () => {
  const meta = { generation: 5 };
  const status = { replicas: 1, readyReplicas: 1, updatedReplicas: 1, observedGeneration: 4 };
  expect(workloadOf(object({ meta, spec: { template }, status })).rollout).toBe('waiting');
});

test('near miss: scaled to nothing is done', () => {
  expect(workloadOf(object({ spec: { replicas: 0, template }, status: {} })).rollout).toBe('done');
});
