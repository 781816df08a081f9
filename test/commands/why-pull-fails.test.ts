import { describe, expect, test } from 'vitest';
import whyPullFails from '../../commands/why-pull-fails.ts';
import { UsageError } from '../../src/engine/command.ts';

const known = { clusters: ['prod', 'prod-eu', 'staging'], registries: [], commands: [] };
const line = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

describe('what a person types', () => {
  test.each([
    ['cart-0', { what: 'cart-0' }],
    ['shop/cart-0', { namespace: 'shop', what: 'cart-0' }],
    ['-n shop cart-0', { namespace: 'shop', what: 'cart-0' }],
    ['cart-0 --namespace=shop', { namespace: 'shop', what: 'cart-0' }],
    ['-n=shop cart-0', { namespace: 'shop', what: 'cart-0' }],
    ['pod/cart-0', { workload: 'pod', what: 'cart-0' }],
    ['deploy/cart -n shop', { namespace: 'shop', workload: 'deployment', what: 'cart' }],
    ['deployment cart', { workload: 'deployment', what: 'cart' }],
    ['deployment.apps/cart', { workload: 'deployment', what: 'cart' }],
    ['statefulset/cart', { workload: 'statefulset', what: 'cart' }],
    ['shop/sts/cart', { namespace: 'shop', workload: 'statefulset', what: 'cart' }],
    ['cj/nightly', { workload: 'cronjob', what: 'nightly' }],
    ['rs/cart-7d9f8', { what: 'cart-7d9f8' }],
    ['cart-0 --cluster prod', { cluster: 'prod', what: 'cart-0' }],
    ['prod-eu/shop/cart-0', { cluster: 'prod-eu', namespace: 'shop', what: 'cart-0' }],
    ['pod shop/cart-0', { namespace: 'shop', workload: 'pod', what: 'cart-0' }],
    ['deploy/shop/cart', { namespace: 'shop', workload: 'deployment', what: 'cart' }],
    [
      'prod-eu/shop/sts/cart',
      { cluster: 'prod-eu', namespace: 'shop', workload: 'statefulset', what: 'cart' },
    ],
    ['Shop/Cart-0', { namespace: 'shop', what: 'cart-0' }],
    ['shop/cart-0?', { namespace: 'shop', what: 'cart-0' }],
    ['harbor.acme.test/shop/cart:1.8.2.', { what: 'harbor.acme.test/shop/cart:1.8.2' }],
    ['harbor.acme.test/shop/cart:', { what: 'harbor.acme.test/shop/cart:' }],
    ['cart-0 --cluster PROD', { cluster: 'prod', what: 'cart-0' }],
    ['nginx:1.27', { what: 'nginx:1.27' }],
    ['shop/cart:1.8', { what: 'shop/cart:1.8' }],
    ['harbor.acme.test/shop/cart', { what: 'harbor.acme.test/shop/cart' }],
    ['harbor.acme.test:8443/shop/cart@sha256:abc', { what: 'harbor.acme.test:8443/shop/cart@sha256:abc' }],
    ['localhost/cart', { what: 'localhost/cart' }],
    ['https://harbor.acme.test/shop/cart:1', { what: 'harbor.acme.test/shop/cart:1' }],
    ['team/shop/cart', { what: 'team/shop/cart' }],
    ['acme/Shop/$VERSION', { what: 'acme/Shop/$VERSION' }],
  ])('%s', (text, question) => {
    expect(whyPullFails.parse(line(text), known)).toEqual({ ask: { kind: 'pull', ...question } });
  });
});

test('without any cluster a name with a slash can only be an image', () => {
  expect(whyPullFails.parse(['shop/cart'], { ...known, clusters: [] })).toEqual({
    ask: { kind: 'pull', what: 'shop/cart' },
  });
});

function usage(text: string, names = known): UsageError {
  try {
    whyPullFails.parse(line(text), names);
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error(`${text} was understood`);
}

describe('what cannot be read is refused with what to type', () => {
  test('an unknown cluster names the clusters and repeats the line with the nearest', () => {
    const error = usage('shop/cart-0 --cluster prd');
    expect(error.message).toBe('I know no cluster `prd`. Clusters here: `prod`, `prod-eu`, `staging`.');
    expect(error.tries).toEqual(['/registry why-pull-fails shop/cart-0 --cluster prod']);
    expect(usage('prd-0 --cluster=prd').tries).toEqual(['/registry why-pull-fails prd-0 --cluster=prod']);
  });

  test.each([
    ['', /Which pull/],
    ['-n shop', /Which pull/],
    ['cart-0 --since 5m', /no option `--since`/],
    ['cart-0 --cluster', /`--cluster` needs a value/],
    ['cart-0 -n --cluster prod', /`-n` needs a value/],
    ['cart-0 -n a -n b', /given twice/],
    ['cart-0 web-0', /One subject at a time/],
    ['shop/cart-0 -n web', /Two names for the namespace: `shop` and `web`/],
    [`harbor.acme.test/${'x'.repeat(600)}`, /longer than any name/],
  ])('%s', (text, says) => {
    expect(usage(text).message).toMatch(says);
  });

  test('a cluster where none is configured', () => {
    expect(usage('cart:1 --cluster prod', { ...known, clusters: [] }).message).toMatch(/none is configured/);
  });
});
