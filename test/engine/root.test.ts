import { expect, test } from 'vitest';
import { type RootPlace, rootOf } from '../../src/engine/root.ts';
import type { Stage } from '../../src/engine/stage.ts';
import type { Confidence } from '../../src/engine/verdict.ts';

const at: RootPlace = {
  image: 'harbor.acme.test/shop/cart:1',
  cluster: 'prod',
  namespace: 'shop',
  node: 'worker-3',
  secret: null,
};

function root(id: string, stage: Stage, confidence: Confidence = 'confirmed', more: Partial<RootPlace> = {}) {
  return rootOf({ id, stage, confidence }, { ...at, ...more }, 'en');
}

test.each([
  ['tls-expired', 'tls', 'confirmed', null, 'registry `harbor.acme.test`'],
  ['tag-not-found', 'access', 'confirmed', null, 'image `harbor.acme.test/shop/cart:1`'],
  ['repository-not-found', 'access', 'confirmed', null, 'repository `harbor.acme.test/shop/cart`'],
  ['secret-missing', 'auth', 'confirmed', 'regcred', 'secret `regcred` in `shop`'],
  ['credentials-invalid', 'auth', 'confirmed', 'regcred', 'login of secret `regcred` at `harbor.acme.test`'],
  ['node-disk-full', 'node', 'likely', null, 'node `worker-3`'],
] as const)('%s sits at its own object', (id, stage, confidence, secret, says) => {
  expect(root(id, stage, confidence, { secret }).says).toBe(says);
});

test('a path fault that only the node sees sits at the node; one that text alone shows, at the registry', () => {
  expect(root('dns-failure', 'dns', 'possible').says).toBe('node `worker-3`');
  expect(root('dns-failure', 'dns', 'likely').says).toBe('registry `harbor.acme.test`');
});

test('without a cause the image is all there is', () => {
  expect(rootOf(null, at, 'en').says).toBe('image `harbor.acme.test/shop/cart:1`');
});

test.each([
  ['an expired certificate is one for all clusters', 'tls-expired', 'tls', true],
  ['a name that does not resolve may resolve in the next cluster', 'dns-failure', 'dns', false],
  ['a missing tag is missing for all', 'tag-not-found', 'access', true],
  ['a node belongs to its cluster', 'node-disk-full', 'node', false],
] as const)('%s', (_, id, stage, isOne) => {
  const [here, there] = ['prod', 'edge'].map((cluster) => root(id, stage, 'confirmed', { cluster }).key);
  expect(here === there).toBe(isOne);
});

test('a part of a registry sits at the registry, whatever its name would be as an image', () => {
  const { key } = root('core-down', 'registry-internals', 'confirmed', {
    image: 'harbor.acme.test',
    host: 'harbor.acme.test',
  });
  expect(key).toBe('harbor.acme.test');
});
