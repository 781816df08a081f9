import { expect, test } from 'vitest';
import type { ClusterReader, PodRecord, WorkloadRecord } from '../../src/engine/cluster.ts';
import type { PullQuestion } from '../../src/engine/question.ts';
import { findSubject } from '../../src/jobs/find-subject.ts';
import {
  ended,
  found,
  literalCluster,
  madeContainer,
  madeEvent,
  madePod,
  runningContainer,
} from '../probes/literal-cluster.ts';

const deployment = (name: string, namespace = 'shop'): WorkloadRecord => ({
  kind: 'Deployment',
  namespace,
  name,
  labelSelector: '',
});
const of = (name: string, kind = 'Deployment') => ({ owner: { kind, name } });
const runs = { phase: 'Running', containers: [runningContainer()] };

const PODS: readonly PodRecord[] = [
  madePod('cart-7d9f8-aaaaa', of('cart')),
  madePod('cart-7d9f8-bbbbb', { ...of('cart'), createdAt: '2026-11-20T10:05:00Z' }),
  madePod('cart-6c5b4-ccccc', { ...of('cart'), ...runs }),
  madePod('cart-api-5f6d7-ddddd', { ...of('cart-api'), ...runs }),
  madePod('db-0', { ...of('db', 'StatefulSet'), ...runs }),
  madePod('solo'),
  madePod('nightly-29384-eeeee', of('nightly', 'CronJob')),
  madePod('db-0', { namespace: 'test', ...of('db', 'StatefulSet') }),
];
const WORKLOADS = [
  deployment('cart'),
  deployment('cart-api'),
  deployment('idle'),
  { kind: 'StatefulSet', namespace: 'shop', name: 'db', labelSelector: '' },
  { kind: 'StatefulSet', namespace: 'test', name: 'db', labelSelector: '' },
  { kind: 'CronJob', namespace: 'shop', name: 'nightly', labelSelector: '' },
  { kind: 'Job', namespace: 'shop', name: 'nightly-29384', labelSelector: '' },
];

function cluster(
  name = 'prod',
  pods = PODS,
  workloads: readonly WorkloadRecord[] = WORKLOADS,
): ClusterReader {
  const inside = <T extends { readonly namespace: string }>(all: readonly T[], namespace: string | null) =>
    all.filter((one) => namespace === null || one.namespace === namespace);
  return literalCluster({
    name,
    pods: async (namespace) => ({ ended: 'found', value: inside(pods, namespace) }),
    workloads: async (namespace) => ({ ended: 'found', value: inside(workloads, namespace) }),
    namespaces: found(['shop', 'test', 'default']),
  });
}

function find(
  question: Partial<PullQuestion>,
  readers: readonly ClusterReader[] = [cluster()],
  byDefault = true,
) {
  return findSubject(
    { kind: 'pull', what: 'cart', ...question },
    {
      clusters: new Map(readers.map((reader) => [reader.name, reader])),
      defaultCluster: byDefault ? (readers[0]?.name ?? null) : null,
      now: () => new Date('2026-11-20T10:14:00Z'),
    },
  );
}

test.each<[string, Partial<PullQuestion>, string]>([
  ['an exact pod', { what: 'cart-7d9f8-aaaaa' }, 'cart-7d9f8-aaaaa'],
  ['namespace/name', { what: 'shop/cart-7d9f8-aaaaa' }, 'cart-7d9f8-aaaaa'],
  ['a pod by its kind', { what: 'cart-7d9f8-aaaaa', workload: 'pod' }, 'cart-7d9f8-aaaaa'],
  ['an exact workload, although another begins like it', { what: 'cart' }, 'cart-7d9f8-bbbbb'],
  ['deploy/name', { what: 'deploy/cart', namespace: 'shop' }, 'cart-7d9f8-bbbbb'],
  ['namespace/deploy/name', { what: 'shop/deploy/cart' }, 'cart-7d9f8-bbbbb'],
  ['the prefix of one ReplicaSet', { what: 'cart-7d9f8' }, 'cart-7d9f8-bbbbb'],
  ['rs/name', { what: 'rs/cart-7d9f8' }, 'cart-7d9f8-bbbbb'],
  ['a prefix of one pod without a workload', { what: 'sol' }, 'solo'],
  ['a CronJob', { what: 'nightly', workload: 'cronjob' }, 'nightly-29384-eeeee'],
  ['a Job of a CronJob', { what: 'nightly-29384', workload: 'job' }, 'nightly-29384-eeeee'],
  ['a prefix of a CronJob and its Job', { what: 'night' }, 'nightly-29384-eeeee'],
])('%s', async (_name, question, pod) => {
  expect(await find(question)).toMatchObject({ found: 'pod', cluster: 'prod', pod: { name: pod } });
});

test('a workload: the newest failing pod stands for its siblings', async () => {
  expect(await find({ what: 'cart' })).toMatchObject({
    subject: { kind: 'workload', workload: 'Deployment', namespace: 'shop', name: 'cart' },
    pulls: [{ container: 'web', pod: 'cart-7d9f8-bbbbb', namespace: 'shop', cluster: 'prod' }],
    // cart-7d9f8-aaaaa of the workload; solo, nightly and test/db-0 wait for the same image elsewhere.
    siblings: { ofWorkload: 1, workloadPods: 3, seen: 4 },
  });
});

test('every failing container is a pull: init, main, ephemeral', async () => {
  const containers = [
    madeContainer({ name: 'migrate', kind: 'init', image: 'registry.acme.test/a:1' }),
    madeContainer({ name: 'waits', reason: 'PodInitializing' }),
    runningContainer({ name: 'proxy' }),
    madeContainer({
      name: 'debug',
      kind: 'ephemeral',
      reason: 'ErrImagePull',
      image: 'registry.acme.test/b:1',
    }),
  ];
  const answer = await find({ what: 'cart-0' }, [cluster('prod', [madePod('cart-0', { containers })])]);
  expect(answer).toMatchObject({
    found: 'pod',
    pulls: [
      { container: 'migrate', image: 'registry.acme.test/a:1' },
      { container: 'debug', image: 'registry.acme.test/b:1' },
    ],
  });
});

test('a pull that began and does not end is judged as well', async () => {
  const containers = [madeContainer({ reason: 'ContainerCreating', message: null })];
  const reader = { ...cluster('prod', [madePod('slow', { containers })]) };
  const pulling = madeEvent('Pulling', 'Pulling image "registry.acme.test/shop/cart:1.8.2"');
  const answer = await find({ what: 'slow' }, [{ ...reader, podEvents: found([pulling]) }]);
  expect(answer).toMatchObject({ found: 'pod', pulls: [{ container: 'web' }] });
  const ended = madeEvent('Pulled', 'Successfully pulled image');
  const other = await find({ what: 'slow' }, [{ ...reader, podEvents: found([pulling, ended]) }]);
  expect(other).toMatchObject({ found: 'healthy', waitsFor: { reason: 'ContainerCreating' } });
  const noRight = async () => ({ ended: 'forbidden', says: 'no right' }) as const;
  const hidden = await find({ what: 'slow' }, [{ ...reader, podEvents: noRight }]);
  expect(hidden).toMatchObject({ couldNotLook: [{ probe: 'events', why: 'no right' }] });
});

test('several matches are offered, failing ones first', async () => {
  const answer = await find({ what: 'car' });
  expect(answer).toMatchObject({
    found: 'reply',
    reply: {
      kind: 'choice',
      says: '2 subjects match `car`.',
      options: [
        {
          label: 'shop/deployment/cart',
          state: 'ImagePullBackOff, pod 9 min old',
          question: {
            kind: 'pull',
            cluster: 'prod',
            namespace: 'shop',
            workload: 'deployment',
            what: 'cart',
          },
        },
        { label: 'shop/deployment/cart-api', state: 'Running' },
      ],
      more: 0,
    },
  });
});

test('what is offered is found by its own question', async () => {
  const answer = await find({ what: 'db-0' });
  if (answer.found !== 'reply' || answer.reply.kind !== 'choice') throw new Error('expected a choice');
  const questions = answer.reply.options.map((option) => option.question);
  expect(questions).toMatchObject([{ namespace: 'test' }, { namespace: 'shop' }]);
  const again = await Promise.all(questions.map((question) => question.kind === 'pull' && find(question)));
  expect(again).toMatchObject([{ found: 'pod' }, { found: 'healthy' }]);
});

test('a long list of matches is cut and says so', async () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    madePod('web-0', { namespace: `team-${index}`, uid: `${index}` }),
  );
  expect(await find({ what: 'web-0' }, [cluster('prod', many, [])])).toMatchObject({
    reply: { options: { length: 8 }, more: 4 },
  });
});

test.each<[string, Partial<PullQuestion>, RegExp, readonly string[]]>([
  [
    'a misspelt pod',
    { what: 'shop/crat' },
    /^No pod or workload `crat` in `prod`, namespace `shop`\.$/,
    ['/registry why-pull-fails shop/cart'],
  ],
  [
    'a misspelt namespace',
    { what: 'shpo/cart' },
    /^There is no namespace `shpo` in `prod`\.$/,
    ['/registry why-pull-fails shop/cart'],
  ],
  [
    'an unknown cluster',
    { cluster: 'prd' },
    /^I know no cluster `prd`\. Clusters here: `prod`\.$/,
    ['/registry why-pull-fails cart --cluster prod'],
  ],
  ['a workload without pods', { what: 'idle' }, /^`Deployment shop\/idle` exists and has no pods/, []],
])('%s is refused with the nearest', async (_name, question, says, tries) => {
  const answer = await find(question);
  expect(answer).toMatchObject({
    found: 'reply',
    reply: { kind: 'refusal', says: expect.stringMatching(says) },
  });
  expect(
    answer.found === 'reply' && answer.reply.kind === 'refusal' && answer.reply.tries.slice(0, 1),
  ).toEqual(tries);
});

test('a namespace alone means what fails in it', async () => {
  expect(await find({ what: 'test' })).toMatchObject({
    found: 'pod',
    pod: { namespace: 'test', name: 'db-0' },
  });
  expect(await find({ what: 'shop' })).toMatchObject({
    reply: {
      options: [{ label: 'shop/deployment/cart' }, { label: 'shop/cronjob/nightly' }, { label: 'shop/solo' }],
    },
  });
});

test('a word near to nothing may be an image', async () => {
  expect(await find({ what: 'busybox' })).toMatchObject({
    reply: { kind: 'refusal', tries: ['/registry why-pull-fails busybox:latest'] },
  });
});

test('a cluster that cannot be asked is a failure of ours, not an absence', async () => {
  const says = 'the API server https://prod:6443 refuses connections';
  const broken = { ...cluster(), pods: ended('unreachable', says), workloads: ended('unreachable', says) };
  expect(await find({}, [broken])).toMatchObject({
    reply: { why: 'failed', says: expect.stringContaining(says) },
  });
});

test('without a default all clusters are searched, and one that fails is a blind spot', async () => {
  const empty = cluster('staging', [], []);
  const broken = { ...cluster('dr', [], []), pods: ended('unreachable', 'refused') };
  expect(await find({}, [empty, broken, cluster('prod')], false)).toMatchObject({
    found: 'pod',
    cluster: 'prod',
    couldNotLook: [{ probe: 'pods of dr', why: 'refused' }],
  });
});

test('with a default the others are left alone', async () => {
  const answer = await find({}, [cluster('staging', [], []), cluster('prod')]);
  expect(answer).toMatchObject({ found: 'reply', reply: { why: 'not-found' } });
});

test('pods that may not be listed can still be read by name', async () => {
  const only = PODS[0];
  if (!only) throw new Error('no pod');
  const reader = {
    ...cluster('prod', [], []),
    pods: ended('forbidden', 'pods is forbidden'),
    pod: found(only),
  };
  expect(await find({ what: 'shop/cart-7d9f8-aaaaa' }, [reader])).toMatchObject({
    found: 'pod',
    pod: { name: 'cart-7d9f8-aaaaa' },
    couldNotLook: [{ why: 'pods is forbidden' }],
  });
});

test('workloads that may not be listed are said where nothing was found, since one without pods stays unseen', async () => {
  const reader = { ...cluster('prod', PODS, []), workloads: ended('forbidden', 'workloads is forbidden') };
  const says =
    'I could not list the workloads of `prod`, namespace `shop`, so one without pods would stay unseen: workloads is forbidden.';
  expect(await find({ what: 'shop/idle' }, [reader])).toMatchObject({
    reply: {
      why: 'not-found',
      says: `No pod or workload \`idle\` in \`prod\`, namespace \`shop\`. ${says}`,
    },
  });
  expect(await find({ what: 'idle-0', namespace: 'shop', workload: 'pod' }, [reader])).toMatchObject({
    reply: { says: 'No pod `idle-0` in `prod`, namespace `shop`.' },
  });
  expect(await find({ what: 'shop/cart-7d9f8-aaaaa' }, [reader])).toMatchObject({
    found: 'pod',
    couldNotLook: [],
  });
});

test('no cluster at all', async () => {
  expect(await find({ what: 'cart', namespace: 'shop', workload: 'deployment' }, [])).toMatchObject({
    reply: { why: 'usage', says: expect.stringContaining('No cluster is configured') },
  });
});
