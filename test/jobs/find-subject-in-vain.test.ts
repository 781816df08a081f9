import { expect, test } from 'vitest';
import type { PullQuestion } from '../../src/engine/question.ts';
import { ended, found } from '../probes/literal-cluster.ts';
import { cluster, find, PODS } from './find-subject/shop.ts';

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
