import { expect, test } from 'vitest';
import { keeperOf } from '../../../src/engine/kubernetes/keeper.ts';

const helm = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  annotations: { 'meta.helm.sh/release-name': 'harbor' },
};

test.each([
  [helm, { by: 'helm', name: 'harbor' }],
  [{ labels: { heritage: 'Helm', release: 'old' } }, { by: 'helm', name: 'old' }],
  [
    { ...helm, labels: { ...helm.labels, 'argocd.argoproj.io/instance': 'harbor-prod' } },
    { by: 'argocd', name: 'harbor-prod' },
  ],
  [
    { annotations: { 'argocd.argoproj.io/tracking-id': 'harbor:apps/Deployment:harbor/harbor-core' } },
    { by: 'argocd', name: 'harbor' },
  ],
  [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'registries' } }, { by: 'flux', name: 'registries' }],
  [{ managedFields: [{ manager: 'argocd-controller' }] }, { by: 'argocd', name: null }],
  [
    { ...helm, ownerReferences: [{ kind: 'Core', name: 'main-harbor-harbor', controller: true }] },
    { by: 'operator', name: 'Core/main-harbor-harbor' },
  ],
  [
    { ownerReferences: [{ kind: 'Deployment', name: 'cart' }] },
    { by: 'controller', name: 'Deployment/cart' },
  ],
])('%j', (metadata, keeper) => {
  expect(keeperOf(metadata)).toEqual(keeper);
});

test('near miss: an application’s own instance label and kubectl keep nothing', () => {
  const labels = { 'app.kubernetes.io/instance': 'harbor', 'app.kubernetes.io/managed-by': 'kubectl' };
  expect(keeperOf({ labels, managedFields: [{ manager: 'kubectl-client-side-apply' }] })).toBeNull();
});
