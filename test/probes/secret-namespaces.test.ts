import { expect, test } from 'vitest';
import type { PodRecord } from '../../src/engine/cluster.ts';
import { secretNamespaces } from '../../src/probes/secret-namespaces.ts';
import { askingOf, ended, found, literalCluster, madePod, runningContainer } from './literal-cluster.ts';

const names = (name: string, namespace: string, more: Partial<PodRecord> = {}) =>
  madePod(name, { namespace, imagePullSecrets: ['regcred'], ...more });
const PODS = [
  names('cart-0', 'shop'),
  names('cart-1', 'shop'),
  names('pay-0', 'pay'),
  names('pay-1', 'pay'),
  names('etl-0', 'data'),
  names('ml-0', 'ml'),
  // These need nothing of it.
  names('runs', 'well', { containers: [runningContainer()] }),
  names('other', 'other', { imagePullSecrets: ['another'] }),
];
const there = { name: 'regcred', type: 'Opaque', createdAt: '', data: {} };

function cluster(parts: Parameters<typeof literalCluster>[0] = {}) {
  const pod = PODS[0] as PodRecord;
  return literalCluster({
    pod: found(pod),
    serviceAccount: found({ name: 'default', imagePullSecrets: [] }),
    scanPods: async (_, keep) => ({
      ended: 'found',
      value: { seen: PODS.length, kept: PODS.filter(keep) },
    }),
    secret: async (namespace) =>
      namespace === 'data'
        ? { ended: 'found', value: there }
        : namespace === 'ml'
          ? { ended: 'forbidden', says: 'forbidden' }
          : { ended: 'not-found', says: 'not found' },
    ...parts,
  });
}

test('namespaces whose pods wait with that secret, and whether it is there', async () => {
  expect(await askingOf(cluster()).ask(secretNamespaces)).toMatchObject({
    fact: {
      secret: 'regcred',
      namespaces: [
        { namespace: 'pay', pods: 2, secret: 'absent' },
        { namespace: 'data', pods: 1, secret: 'there' },
        { namespace: 'ml', pods: 1, secret: 'unread' },
      ],
    },
  });
});

test('near miss: no secret is missing, so nobody is looked for', async () => {
  const none = cluster({ pod: found(madePod('cart-0')) });
  expect(await askingOf(none).ask(secretNamespaces)).toMatchObject({ state: 'unreached' });
});

test('pods that may not be listed', async () => {
  const blind = cluster({ scanPods: ended('forbidden', 'no pods') });
  expect(await askingOf(blind).ask(secretNamespaces)).toMatchObject({ state: 'unknown', why: 'no pods' });
});
