import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { harborCluster } from '../../../src/probes/installation/harbor-cluster.ts';
import { ended } from '../literal-cluster.ts';
import { askingAt, serving } from './at-installation.ts';

const cluster = (name: string, status: string): KubeObject => ({
  metadata: { name, namespace: 'harbor' },
  spec: { externalURL: 'https://harbor.acme.test' },
  status: { status, conditions: [{ type: 'CacheReady', status: 'False', message: 'no master' }] },
});

test('the HarborCluster of this instance', async () => {
  const objects = { harborclusters: [cluster('other', 'healthy'), cluster('main', 'unhealthy')] };
  expect(await askingAt('harbor', serving(objects), 'main').ask(harborCluster)).toMatchObject({
    state: 'known',
    fact: {
      name: 'main',
      externalUrl: 'https://harbor.acme.test',
      status: 'unhealthy',
      conditions: [{ type: 'CacheReady', status: 'False', reason: null, message: 'no master', since: null }],
    },
  });
});

test('near miss: a cluster without the operator has none, and that is known', async () => {
  expect(await askingAt('harbor', serving({})).ask(harborCluster)).toMatchObject({
    state: 'known',
    fact: null,
  });
});

test('near miss: where it may not be read, nothing is known', async () => {
  const objects = ended('forbidden', 'harborclusters.goharbor.io is forbidden');
  expect(await askingAt('harbor', { objects }).ask(harborCluster)).toMatchObject({
    state: 'unknown',
    why: 'harborclusters.goharbor.io is forbidden',
  });
});
