import { expect, test } from 'vitest';
import type { RolloutRecord } from '../../src/engine/cluster.ts';
import { rollout } from '../../src/probes/rollout.ts';
import { askingOf, ended, found, literalCluster, madePod } from './literal-cluster.ts';

const NOW = 'registry.acme.test/shop/cart:1.8.2';
const BEFORE = 'registry.acme.test/shop/cart:1.8.1';
const owned = madePod('cart-0', { owner: { kind: 'Deployment', name: 'cart' } });
const revision = (number: number, image: string, changeCause: string | null = null) => ({
  revision: number,
  createdAt: `2026-11-20T0${number}:00:00Z`,
  images: { web: image, sidecar: 'other' },
  changeCause,
});
const record = (...revisions: RolloutRecord['revisions']): RolloutRecord => ({
  kind: 'Deployment',
  name: 'cart',
  revisions,
  changedBy: { manager: 'argocd-controller', at: '2026-11-20T09:59:00Z' },
});

test('the revision with the pod’s image, and the newest older one with another', async () => {
  const of = record(
    revision(4, NOW, 'release 1.8.2'),
    revision(3, NOW),
    revision(2, BEFORE),
    revision(1, 'old'),
  );
  const cluster = literalCluster({ pod: found(owned), rollout: found(of) });
  expect(await askingOf(cluster).ask(rollout)).toMatchObject({
    state: 'known',
    fact: {
      kind: 'Deployment',
      name: 'cart',
      current: { revision: 4, changeCause: 'release 1.8.2' },
      changedBy: { manager: 'argocd-controller' },
      before: { revision: { revision: 2 }, image: BEFORE },
    },
  });
});

test('an image that no revision has any more has no before', async () => {
  const cluster = literalCluster({ pod: found(owned), rollout: found(record(revision(1, BEFORE))) });
  expect(await askingOf(cluster).ask(rollout)).toMatchObject({ fact: { current: null, before: null } });
});

test('a pod of its own has no rollout; what may not be read is unknown', async () => {
  const alone = literalCluster({ pod: found(madePod('cart-0')) });
  expect(await askingOf(alone).ask(rollout)).toEqual({ state: 'unreached', after: 'pod' });
  const shut = literalCluster({ pod: found(owned), rollout: ended('forbidden', 'no replicasets') });
  expect(await askingOf(shut).ask(rollout)).toMatchObject({
    state: 'unknown',
    why: expect.stringContaining('no replicasets'),
  });
});
