import { expect, test } from 'vitest';
import { speaksOfAnswer } from '../../src/engine/answered-words.ts';

test.each([
  'failed to resolve reference "lan.acme.test:5000/shop/cart:2": lan.acme.test:5000/shop/cart:2: not found',
  'Error response from daemon: manifest for lan.acme.test:5000/shop/cart:2 not found: manifest unknown',
  'reading manifest 2 in lan.acme.test:5000/shop/cart: unauthorized: authentication required',
])('a registry answered: %s', (says) => {
  expect(speaksOfAnswer(says)).toBe(true);
});

test.each([
  'failed to do request: Head "https://lan.acme.test:5000/v2/shop/cart/manifests/2": http: server gave HTTP response to HTTPS client',
  'dial tcp: lookup lan.acme.test: no such host',
  'Get "https://lan.acme.test:5000/v2/": context deadline exceeded',
  // A failure to connect that quotes a word of an answer is no answer.
  'trying and failing: image "not found" locally; dial tcp 10.0.0.9:5000: connect: connection refused',
])('nobody answered: %s', (says) => {
  expect(speaksOfAnswer(says)).toBe(false);
});
