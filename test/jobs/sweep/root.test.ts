import { expect, test } from 'vitest';
import type { Stage } from '../../../src/engine/stage.ts';
import type { Confidence } from '../../../src/engine/verdict.ts';
import type { Found } from '../../../src/jobs/sweep/found.ts';
import type { Inquiry } from '../../../src/jobs/sweep/inquiries.ts';
import { rootOf } from '../../../src/jobs/sweep/root.ts';
import { madeContainer, madePod } from '../../probes/literal-cluster.ts';
import { cause } from '../../slack/setup.ts';

const inquiry: Inquiry = {
  cluster: 'prod',
  image: 'harbor.acme.test/shop/cart:1',
  registry: { host: 'harbor.acme.test', port: 443 },
  logins: 'k',
  specimen: { pod: madePod('cart-0'), container: madeContainer() },
  waiting: [],
};

function root(
  id: string,
  stage: Stage,
  confidence: Confidence = 'confirmed',
  secret: string | null = null,
): string {
  const reached = { cause: { ...cause, id, stage, confidence }, also: [], ruledOut: [], couldNotLook: [] };
  const found: Found = { reached, secret, reach: 'image' };
  return rootOf(inquiry, found, 'en').says;
}

test.each([
  ['tls-expired', 'tls', 'confirmed', null, 'registry `harbor.acme.test`'],
  ['tag-not-found', 'access', 'confirmed', null, 'image `harbor.acme.test/shop/cart:1`'],
  ['repository-not-found', 'access', 'confirmed', null, 'repository `harbor.acme.test/shop/cart`'],
  ['secret-missing', 'auth', 'confirmed', 'regcred', 'secret `regcred` in `shop`'],
  ['credentials-invalid', 'auth', 'confirmed', 'regcred', 'login of secret `regcred` at `harbor.acme.test`'],
  ['node-disk-full', 'node', 'likely', null, 'node `worker-3`'],
] as const)('%s sits at its own object', (id, stage, confidence, secret, says) => {
  expect(root(id, stage, confidence, secret)).toBe(says);
});

test('a path fault that only the node sees sits at the node; one that text alone shows, at the registry', () => {
  expect(root('dns-failure', 'dns', 'possible')).toBe('node `worker-3`');
  expect(root('dns-failure', 'dns', 'likely')).toBe('registry `harbor.acme.test`');
});

test('without a cause the image is all there is', () => {
  const found: Found = {
    reached: { cause: null, also: [], ruledOut: [], couldNotLook: [] },
    secret: null,
    reach: 'image',
  };
  expect(rootOf(inquiry, found, 'en').says).toBe('image `harbor.acme.test/shop/cart:1`');
});
