import { expect, test } from 'vitest';
import { configMapOf } from '../../../src/engine/kubernetes/config-map.ts';
import { harborClusterOf } from '../../../src/engine/kubernetes/harbor-cluster.ts';
import { imageCleanupPolicyOf } from '../../../src/engine/kubernetes/image-cleanup-policy.ts';
import { ingressOf } from '../../../src/engine/kubernetes/ingress.ts';
import { kangarooRegistrySecretOf } from '../../../src/engine/kubernetes/kangaroo-registry-secret.ts';
import { egressOn, networkPolicyOf, policiesOn } from '../../../src/engine/kubernetes/network-policy.ts';
import { nodeOf } from '../../../src/engine/kubernetes/node.ts';
import { nodeUsageOf, podMetricsOf } from '../../../src/engine/kubernetes/pod-metrics.ts';
import { repositoryOf } from '../../../src/engine/kubernetes/repository.ts';
import { serviceOf } from '../../../src/engine/kubernetes/service.ts';
import { theriseunionRegistrySecretOf } from '../../../src/engine/kubernetes/theriseunion-registry-secret.ts';
import { volumeClaimOf } from '../../../src/engine/kubernetes/volume-claim.ts';
import { workloadOf } from '../../../src/engine/kubernetes/workload.ts';
import { ODD } from './objects.ts';

const READERS = {
  configMapOf,
  harborClusterOf,
  imageCleanupPolicyOf,
  ingressOf,
  kangarooRegistrySecretOf,
  networkPolicyOf,
  nodeOf,
  nodeUsageOf,
  podMetricsOf,
  repositoryOf,
  serviceOf,
  theriseunionRegistrySecretOf,
  volumeClaimOf,
  workloadOf,
};

test.each(Object.entries(READERS))('%s reads every shape', (_, read) => {
  for (const odd of ODD) {
    const record = read(odd);
    expect(JSON.stringify(record)).toContain('one');
    expect(JSON.stringify(record)).not.toContain('NaN');
  }
});

test('a policy of an odd shape is judged all the same', () => {
  const policies = ODD.map(networkPolicyOf);
  const on = policiesOn(policies, { namespace: 'harbor', labels: {} });
  expect(['anywhere', 'some', 'no']).toContain(egressOn(on, 443));
});
