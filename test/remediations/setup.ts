/** Plans from literal findings and facts. */
import type { Answer } from '../../src/engine/answer.ts';
import type { Check, Finding } from '../../src/engine/check.ts';
import type { Planned, Remediation } from '../../src/engine/remediation.ts';
import type { Pull } from '../../src/engine/subject.ts';
import type { PodFact } from '../../src/probes/pod.ts';
import type { WorkloadFact } from '../../src/probes/workload.ts';

export const PULL: Pull = {
  image: 'harbor.acme.test/shop/cart:1.8.2',
  cluster: 'prod',
  namespace: 'shop',
  pod: 'cart-5d9c-x2x4z',
  container: 'web',
};

export const WORKLOAD: WorkloadFact = {
  kind: 'Deployment',
  plural: 'deployments',
  uid: 'u-1',
  namespace: 'shop',
  name: 'cart',
  labels: {},
  podLabels: {},
  replicas: 1,
  ready: 0,
  updated: 1,
  strategy: 'RollingUpdate',
  isPaused: false,
  rollout: 'waiting',
  containers: [
    {
      name: 'web',
      kind: 'main',
      image: PULL.image,
      env: [],
      requests: { cpu: null, memory: null },
      limits: { cpu: null, memory: null },
      mounts: [],
    },
  ],
  imagePullSecrets: [],
  claims: [],
  conditions: [],
  keeper: null,
  restartedAt: null,
};

export const POD: PodFact = {
  pod: {
    namespace: 'shop',
    name: 'cart-5d9c-x2x4z',
    uid: 'p-1',
    labels: {},
    phase: 'Pending',
    node: 'worker-1',
    createdAt: '2026-11-21T01:00:00.000Z',
    serviceAccount: 'default',
    imagePullSecrets: [],
    owner: { kind: 'Deployment', name: 'cart' },
    containers: [],
  },
  container: {
    name: 'web',
    kind: 'main',
    image: PULL.image,
    imagePullPolicy: 'IfNotPresent',
    state: 'waiting',
    reason: 'ImagePullBackOff',
    message: null,
    imageId: '',
    startedAt: null,
  },
};

/** `facts` by probe id; a probe without one was never asked. An answer instead of a fact stands as it is. */
export function planned(
  remediation: Remediation,
  check: Check,
  data: unknown,
  facts: Readonly<Record<string, unknown>>,
  pull: Pull = PULL,
): Planned {
  const finding: Finding = {
    outcome: 'fail',
    check,
    evidence: [{ source: 'registry', says: 'it fails' }],
    data,
    summary: () => 'it fails',
    steps: () => [],
  };
  const answers = new Map(
    Object.entries(facts).map(([id, fact]): [string, Answer<unknown>] => [
      id,
      isAnswer(fact) ? fact : { state: 'known', fact, at: '2026-11-21T02:00:00.000Z', ms: 1 },
    ]),
  );
  return remediation.plan(finding, answers, pull);
}

function isAnswer(fact: unknown): fact is Answer<unknown> {
  return typeof fact === 'object' && fact !== null && 'state' in fact && 'ms' in fact;
}
