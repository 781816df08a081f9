import { expect, test } from 'vitest';
import { parseReference } from '../../../src/engine/reference.ts';
import {
  ABSENT,
  ANONYMOUS,
  attempt,
  exists,
  foundBy,
  HIDDEN,
  LOGIN,
  manifest,
  OWN,
  reference,
} from '../facts.ts';
import { finding, outcome, PULL } from '../given.ts';

const missing = manifest([attempt(LOGIN, 'not-found', '404 MANIFEST_UNKNOWN')]);

test('a tag the repository does not have fails, with the nearest', () => {
  const repository = exists('1.8.1', '1.8.3', 'latest', '0.1.0');
  const { text } = finding('tag-not-found', { manifest: missing, reference, repository });
  expect(text).toBe(
    '`harbor.acme.test/shop/cart` has no tag `1.8.2`; the nearest are `1.8.3`, `1.8.1`, `0.1.0`.',
  );
});

test('an empty repository is said to be empty', () => {
  expect(finding('tag-not-found', { manifest: missing, reference, repository: exists() }).text).toContain(
    'no tags at all',
  );
});

test('a digest is not compared with tags', () => {
  const image = `harbor.acme.test/shop/cart@sha256:${'a'.repeat(64)}`;
  const facts = { manifest: missing, reference: parseReference(image), repository: exists('1') };
  expect(finding('tag-not-found', facts, { ...PULL, image }).text).toContain('no image with digest');
});

test('a manifest that is there passes', () => {
  expect(outcome('tag-not-found', { manifest: foundBy(ANONYMOUS), reference })).toBe('pass');
  const own = manifest([attempt(LOGIN, 'denied'), attempt(OWN, 'found')]);
  expect(outcome('tag-not-found', { manifest: own, reference, repository: exists('1.8.2') })).toBe('pass');
});

test('near misses: the repository is absent, hidden, or lists the tag', () => {
  expect(outcome('tag-not-found', { manifest: missing, reference, repository: ABSENT })).toBe('pass');
  expect(outcome('tag-not-found', { manifest: missing, reference, repository: HIDDEN })).toBe('skip');
  expect(outcome('tag-not-found', { manifest: missing, reference, repository: exists('1.8.2') })).toBe(
    'pass',
  );
  expect(
    outcome('tag-not-found', {
      manifest: manifest([attempt(LOGIN, 'denied')]),
      reference,
      repository: exists('1'),
    }),
  ).toBe('skip');
});

test('a policy of Harbor is judged for an artifact that is there', () => {
  const blocked = { ...attempt(LOGIN, 'blocked', '412'), code: 'PROJECTPOLICYVIOLATION' };
  expect(outcome('tag-not-found', { manifest: manifest([blocked]), reference })).toBe('pass');
});
