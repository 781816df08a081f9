import { expect, test } from 'vitest';
import type { PullQuestion } from '../../src/engine/question.ts';
import { found, madeContainer, madeEvent, madePod, runningContainer } from '../probes/literal-cluster.ts';
import { cluster, find } from './find-subject/shop.ts';

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
