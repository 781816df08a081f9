import { expect, test } from 'vitest';
import { pod } from '../../src/probes/pod.ts';
import { askingOf, ended, found, literalCluster, madeContainer, madePod } from './literal-cluster.ts';

const cart = madePod('cart-0', { containers: [madeContainer({ name: 'proxy' }), madeContainer()] });

test('the pod, and the container the pull is for', async () => {
  const answer = await askingOf(literalCluster({ pod: found(cart) })).ask(pod);
  expect(answer).toMatchObject({
    state: 'known',
    fact: { pod: { name: 'cart-0' }, container: { name: 'web' } },
  });
});

test.each([
  ['not-found', 'pods "cart-0" not found', 'the pod `shop/cart-0` is gone: pods "cart-0" not found'],
  ['forbidden', 'no right', 'the cluster does not let us read the pod: no right'],
  ['unreachable', 'refused', 'refused'],
] as const)('%s is unknown', async (how, says, why) => {
  const answer = await askingOf(literalCluster({ pod: ended(how, says) })).ask(pod);
  expect(answer).toMatchObject({ state: 'unknown', why });
});

test('a container that is not there', async () => {
  const asking = askingOf(literalCluster({ pod: found(cart) }), { container: 'gone' });
  expect(await asking.ask(pod)).toMatchObject({
    state: 'unknown',
    why: 'the pod `shop/cart-0` has no container `gone`',
  });
});

test('no cluster', async () => {
  expect(await askingOf(null).ask(pod)).toMatchObject({
    state: 'unknown',
    why: 'no cluster belongs to this question',
  });
});

test('an image asked about alone has no pod, and that hides nothing', async () => {
  expect(await askingOf(null, { pod: '' }).ask(pod)).toEqual({ state: 'unreached', after: 'subject' });
});
