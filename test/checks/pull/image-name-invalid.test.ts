import { expect, test } from 'vitest';
import { parseReference } from '../../../src/engine/reference.ts';
import { finding, outcome, PULL } from '../given.ts';

test('a name that is no name fails, and names what was probably meant', () => {
  const image = 'harbor.acme.test/Shop/cart:1';
  const { text } = finding('image-name-invalid', { reference: parseReference(image) }, { ...PULL, image });
  expect(text).toContain('capital letters');
});

test('a valid name passes', () => {
  expect(outcome('image-name-invalid', { reference: parseReference('nginx') })).toBe('pass');
});

test('near miss: capitals in the tag are allowed', () => {
  expect(outcome('image-name-invalid', { reference: parseReference('harbor.acme.test/shop/cart:RC1') })).toBe(
    'pass',
  );
});
