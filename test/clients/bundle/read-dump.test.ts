import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readDump } from '../../../src/clients/bundle/read-dump.ts';
import { DumpRefused } from '../../../src/clients/bundle/refused.ts';
import { tarOf } from '../../../src/clients/bundle/tar-write.ts';
import type { Question } from '../../../src/engine/question.ts';
import { answerQuestion } from '../../../src/jobs/answer.ts';
import { surroundingsOf } from '../../../src/jobs/offline/offline.ts';
import { allChecks } from '../../checks/all-checks.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const SAYS = `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart-0', namespace: 'shop', uid: 'u-1', creationTimestamp: '2026-03-01T02:50:00Z' },
  spec: {
    nodeName: 'worker-3',
    containers: [{ name: 'web', image: IMAGE }],
    imagePullSecrets: [{ name: 'regcred' }],
  },
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'web',
        image: IMAGE,
        imageID: '',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason: 'ErrImagePull', message: SAYS } },
      },
    ],
  },
};
const event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'cart-0.1', namespace: 'shop' },
  involvedObject: {
    kind: 'Pod',
    namespace: 'shop',
    name: 'cart-0',
    uid: 'u-1',
    fieldPath: 'spec.containers{web}',
  },
  type: 'Warning',
  reason: 'Failed',
  message: SAYS,
  count: 3,
  firstTimestamp: '2026-03-01T02:51:00Z',
  lastTimestamp: '2026-03-01T02:59:00Z',
  source: { component: 'kubelet' },
};
const SCHEMA =
  '2026-03-01T02:59:30Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"';
const list = (kind: string, ...items: readonly object[]) => ({ apiVersion: 'v1', kind, items });
const entry = (path: string, value: object | string) => ({
  path,
  body: Buffer.from(typeof value === 'string' ? value : stringify(value)),
});
const AT = new Date('2026-03-01T03:00:00Z');
const QUESTION: Question = { kind: 'pull', namespace: 'shop', what: 'cart-0' };

const FORMS: readonly (readonly [string, string, Uint8Array])[] = [
  ['kubectl get pods,events -o yaml', 'dump.yaml', Buffer.from(stringify(list('List', pod, event)))],
  ['kubectl get -o json', 'dump.json', Buffer.from(JSON.stringify(list('List', pod, event)))],
  ['several YAML documents', 'dump.yml', Buffer.from(`---\n${stringify(pod)}---\n${stringify(event)}`)],
  [
    'an OpenShift must-gather',
    'must-gather.tar',
    tarOf(
      [
        entry(
          'must-gather/quay-io/namespaces/shop/core/pods.yaml',
          list('PodList', { ...pod, kind: undefined }),
        ),
        entry('must-gather/quay-io/namespaces/shop/core/events.yaml', list('EventList', event)),
        entry('must-gather/quay-io/namespaces/harbor/pods/core-0/core/core/logs/current.log', SCHEMA),
      ],
      AT,
    ),
  ],
  [
    'kubectl cluster-info dump into a folder',
    'dump.tar',
    tarOf(
      [
        entry('dump/shop/pods.json', JSON.stringify(list('PodList', pod))),
        entry('dump/shop/events.json', JSON.stringify(list('EventList', event))),
        entry(
          'dump/harbor/core-0/logs.txt',
          `==== START logs for container core of pod harbor/core-0 ====\n${SCHEMA}\n==== END logs for container core of pod harbor/core-0 ====\n`,
        ),
      ],
      AT,
    ),
  ],
  [
    'kubectl cluster-info dump on standard output',
    'dump.txt',
    Buffer.from(
      `${JSON.stringify(list('EventList', event), null, 4)}\n${JSON.stringify(list('PodList', pod), null, 4)}\n==== START logs for container core of pod harbor/core-0 ====\n${SCHEMA}\n==== END logs for container core of pod harbor/core-0 ====\n`,
    ),
  ],
];

describe.each(FORMS)('%s', (_, name, bytes) => {
  test('the pull has its cause by the kubelet’s words, and what it cannot tell is said', async () => {
    const reply = await answerQuestion(QUESTION, await surroundingsOf(name, bytes, allChecks));
    if (reply.kind !== 'verdict') throw new Error(JSON.stringify(reply));
    // `not found` alone may mean a private repository as well, and nobody can be asked.
    expect(reply.verdict.cause).toMatchObject({ id: 'tag-not-found', confidence: 'possible' });
    const whys = reply.verdict.couldNotLook.map(({ why }) => why).join('\n');
    expect(whys).toContain('nothing is asked of the network when a file is read');
    expect(whys).toContain('the file holds no contents of Secrets');
  });
});

test('logs of a must-gather are scanned', async () => {
  const [, , , gathered] = FORMS;
  const [, name = '', bytes = new Uint8Array()] = gathered ?? [];
  const read = await readDump(name, bytes);
  expect(read).toMatchObject({ form: 'must-gather', log: null });
  expect([...read.dump.logs.keys()]).toEqual(['harbor/core-0/core/current']);
});

test('plain lines are a log', async () => {
  const read = await readDump('core.log', Buffer.from(`${SCHEMA}\n`));
  expect(read.form).toBe('log');
  expect(read.log?.byteLength).toBe(SCHEMA.length + 1);
});

test.each([
  ['YAML that is none', 'pods.yaml', 'kind: Pod\n  metadata: [', /is no YAML|could not be read/],
  [
    'a YAML bomb',
    'bomb.yaml',
    `kind: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`,
    /could not be read/,
  ],
])('%s is refused', async (_, name, text, says) => {
  await expect(readDump(name, Buffer.from(text))).rejects.toThrow(DumpRefused);
  await expect(readDump(name, Buffer.from(text))).rejects.toThrow(says);
});

test('an archive of something else is refused', async () => {
  const archive = tarOf([entry('a.txt', 'hello'), entry('b.txt', 'world')], AT);
  await expect(readDump('a.tar', archive)).rejects.toThrow(/holds neither Kubernetes objects nor logs/);
});

test('what a dump does not hold is not taken for absent; what it lists and lacks is', async () => {
  const { clusters } = await surroundingsOf(
    'dump.yaml',
    Buffer.from(stringify(list('List', pod))),
    allChecks,
  );
  const [reader] = clusters.values();
  expect(await reader?.objects({ group: 'networking.k8s.io', plural: 'ingresses' }, 'shop')).toMatchObject({
    ended: 'unreachable',
    says: 'the file holds no ingresses of namespace shop',
  });
  expect(await reader?.secret('shop', 'regcred')).toMatchObject({ ended: 'unreachable' });
  expect(await reader?.pod('shop', 'cart-9')).toMatchObject({ ended: 'not-found' });
  expect(await reader?.namespaces()).toEqual({ ended: 'found', value: ['shop'] });
});
