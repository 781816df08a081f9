import { expect, test } from 'vitest';
import { triageEvent } from '../../../src/engine/alerts/triage.ts';

const person = (text: string) => triageEvent({ text, user: 'U1' });
const alertmanager = (title: string, text = '') =>
  triageEvent({ bot_id: 'B1', username: 'alertmanager', attachments: [{ title, text }] });

test.each([
  ['on eks-tokyo', 'eks-tokyo'],
  ['in gke-live-4', 'gke-live-4'],
  ['on prod-eu-1', 'prod-eu-1'],
  ['on gke-prod-default-pool-1a2b3c4d-x9z1', undefined],
  ['on aks-nodepool1-12345678-vmss000000', undefined],
  ['on k3s-worker-1', undefined],
  ['on friday-evening', undefined],
])('a person says %s', (words, cluster) => {
  expect(person(`ErrImagePull of pod cart-0 ${words}`).targets).toEqual([
    { ...(cluster ? { cluster } : {}), pod: 'cart-0', workload: 'cart' },
  ]);
});

test.each([
  ['https://registry.acme.example/v2/', 'registry.acme.example'],
  ['https://cr.acme.example:5000/v2/_catalog', 'cr.acme.example:5000'],
  ['https://hub.acme.example/api/v2.0/health', 'hub.acme.example'],
  ['https://harbor.acme.example', 'harbor.acme.example'],
  ['https://eu-registry.acme.example/', 'eu-registry.acme.example'],
  ['https://api.acme.example/v2/', null],
  ['https://shop.acme.example/v2/orders', null],
  ['https://npm-registry.acme.example/', null],
  ['https://schema-registry.acme.example/', null],
  ['https://images.acme.example/', null],
])('a probe of %s', (url, registry) => {
  const read = alertmanager(
    '[FIRING:1] BlackboxProbeFailed',
    `*Description:* Probe failed\n  LABELS = map[__name__:probe_success instance:${url} job:blackbox]`,
  );
  expect(read.relevant).toBe(registry !== null);
  expect(read.targets).toEqual(registry ? [{ registry }] : []);
});

test('a Job that failed ran; one that is not completed may wait for its image', () => {
  const title = (name: string) =>
    `[FIRING:1] ${name} media (eu-1 true http 10.1.3.9:8080 kube-state-metrics nightly-28931 warning)`;
  expect(alertmanager(title('KubeJobFailed')).relevant).toBe(false);
  expect(alertmanager(title('KubeJobNotCompleted')).targets).toEqual([
    { cluster: 'eu-1', namespace: 'media', workload: 'nightly-28931' },
  ]);
});

test('events of kubectl: only failed pulls are targets, also without images and with blanks squeezed', () => {
  const read = person(
    [
      'NAMESPACE LAST SEEN TYPE REASON OBJECT MESSAGE',
      'voip 45s Warning Failed pod/sip-0 Failed to pull image "quay.io/vox/sip:5": unauthorized',
      'voip 44s Warning Failed pod/sip-0 Error: ErrImagePull',
      'voip 40s Normal Pulling pod/rtp-0 Pulling image "quay.io/vox/rtp:5"',
      'voip 39s Normal Pulled pod/rtp-0 Successfully pulled image "quay.io/vox/rtp:5" in 1s',
      'mail 2m (x4 over 5m) Warning Failed Pod/mx-0 Error: ImagePullBackOff',
    ].join('\n'),
  );
  expect(read.targets).toEqual([
    { namespace: 'voip', pod: 'sip-0', workload: 'sip', image: 'quay.io/vox/sip:5', registry: 'quay.io' },
    { namespace: 'mail', pod: 'mx-0', workload: 'mx' },
  ]);
});

const DESCRIBED = `Name: api-0
Namespace: polar
Containers:
  proxy:
    Image: envoyproxy/envoy:v1
    State: Running
  web:
    Image: quay.io/polar/web:2
    State: Waiting
      Reason: ErrImagePull
    Last State: Terminated
      Reason: Error`;

test('describe: the container that waits, not its neighbour', () => {
  expect(person(DESCRIBED).targets).toEqual([
    {
      namespace: 'polar',
      pod: 'api-0',
      workload: 'api',
      container: 'web',
      image: 'quay.io/polar/web:2',
      registry: 'quay.io',
    },
  ]);
  const other = DESCRIBED.replace('Reason: ErrImagePull', 'Reason: CrashLoopBackOff');
  expect(person(other).relevant).toBe(false);
});
