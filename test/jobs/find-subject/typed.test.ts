import { expect, test } from 'vitest';
import { readTyped, sameImage } from '../../../src/jobs/find-subject/typed.ts';

const read = (what: string, anyCluster = true) => readTyped({ kind: 'pull', what }, anyCluster);

test.each([
  'nginx:1.27',
  'nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000',
  'registry.acme.test/shop/cart',
  'localhost/cart',
  'registry:5000/cart',
  'acme/team/cart',
])('%s is an image', (what) => {
  expect(read(what)).toEqual({ kind: 'image', image: what, namespace: null });
});

test.each([
  ['cart-0', null, null, 'cart-0'],
  ['shop/cart-0', 'shop', null, 'cart-0'],
  ['deploy/cart', null, 'deployment', 'cart'],
  ['STS/db', null, 'statefulset', 'db'],
  ['deployment.apps/cart', null, 'deployment', 'cart'],
  ['shop/ds/agent', 'shop', 'daemonset', 'agent'],
  ['release-1.2', null, null, 'release-1.2'],
])('%s is a name', (what, namespace, workload, name) => {
  expect(read(what)).toEqual({ kind: 'name', namespace, workload, name });
});

test('without a cluster only an image can be meant', () => {
  expect(read('nginx', false)).toMatchObject({ kind: 'image' });
});

test.each([
  ['nginx', 'docker.io/library/nginx:latest', true],
  ['acme/cart:1', 'docker.io/acme/cart:1', true],
  ['index.docker.io/library/nginx', 'nginx', true],
  ['nginx:1', 'nginx:2', false],
  ['registry.acme.test/nginx', 'nginx', false],
  ['a/b@sha256:00', 'a/b@sha256:00', true],
])('%s and %s the same: %s', (one, other, same) => {
  expect(sameImage(one, other)).toBe(same);
});
