import { expect, test } from 'vitest';
import { nextPage, originOf } from '../../../src/engine/distribution/urls.ts';

test.each([
  [{ host: 'registry.acme.test', port: 443 }, 'https', 'https://registry.acme.test'],
  [{ host: 'registry.acme.test', port: 5000 }, 'https', 'https://registry.acme.test:5000'],
  [{ host: 'registry.acme.test', port: 80 }, 'http', 'http://registry.acme.test'],
  [{ host: 'registry.acme.test', port: 443 }, 'http', 'http://registry.acme.test:443'],
  [{ host: '::1', port: 5000 }, 'https', 'https://[::1]:5000'],
] as const)('%j by %s: %s', (endpoint, scheme, origin) => {
  expect(originOf(endpoint, scheme)).toBe(origin);
});

const FROM = 'https://registry.acme.test/v2/a/tags/list?n=2';

test.each([
  ['</v2/a/tags/list?n=2&last=b>; rel="next"', 'https://registry.acme.test/v2/a/tags/list?n=2&last=b'],
  ['</p>; rel="prev", </n>; rel="next"', 'https://registry.acme.test/n'],
  ['</n>; rel=next', 'https://registry.acme.test/n'],
  ['</n>; rel="prev"', null],
  ['<https://evil.test/n>; rel="next"', null],
  [undefined, null],
  ['nonsense', null],
])('the next page of %s is %s', (link, next) => {
  expect(nextPage(link, FROM)).toBe(next);
});
