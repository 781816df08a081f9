import { expect, test } from 'vitest';
import { fromApp, fromPerson } from '../../../src/sandbox/slack/escape.ts';

test.each([
  ['ghcr.io/x:1', '<http://ghcr.io/x:1|ghcr.io/x:1>'],
  ['see quay.io/acme/etl:5.', 'see <http://quay.io/acme/etl:5|quay.io/acme/etl:5>.'],
  ['registry.acme.test/shop/cart:1', 'registry.acme.test/shop/cart:1'],
  ['shop/cart-0', 'shop/cart-0'],
  ['`ghcr.io/x:1`', '`ghcr.io/x:1`'],
  ['https://acme.test/a?b&c', '<https://acme.test/a?b&amp;c>'],
  ['a & b < c', 'a &amp; b &lt; c'],
  ['@registry-medic help', '<@U0MEDIC001> help'],
  [
    'ask @registry-oncall in #platform',
    'ask <!subteam^S0ONCALL01|@registry-oncall> in <#C0PLAT0001|platform>',
  ],
  ['<@U0MEDIC001> help', '<@U0MEDIC001> help'],
  ['@nobody', '@nobody'],
])('%s typed becomes %s', (typed, kept) => {
  expect(fromPerson(typed)).toBe(kept);
});

test.each([
  ['ghcr.io/x:1', 'ghcr.io/x:1'],
  ['&amp; stays, & does not', '&amp; stays, &amp; does not'],
  ['```<a> & b```', '```&lt;a&gt; &amp; b```'],
  ['<!here> <https://acme.test|docs>', '<!here> <https://acme.test|docs>'],
])('%s from an app becomes %s', (sent, kept) => {
  expect(fromApp(sent)).toBe(kept);
});
