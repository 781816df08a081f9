import { expect, test } from 'vitest';
import { ABSENT, ANONYMOUS, attempt, exists, foundBy, HIDDEN, manifest, project } from '../facts.ts';
import { finding, outcome, PUSH, UNKNOWN } from '../given.ts';

const missing = manifest([attempt(ANONYMOUS, 'not-found')]);

test('an absent repository fails and names the nearest', () => {
  expect(finding('repository-not-found', { manifest: missing, repository: ABSENT }).text).toBe(
    '`harbor.acme.test` has no repository `shop/cart`; the nearest there is `shop/card`.',
  );
});

test('an absent project is named as such', () => {
  const repository = { ...ABSENT, project: 'absent', nearest: [] };
  expect(finding('repository-not-found', { manifest: missing, repository }).text).toContain(
    'has no project `shop`',
  );
});

test('a repository that is there passes', () => {
  expect(outcome('repository-not-found', { manifest: missing, repository: exists('1') })).toBe('pass');
  expect(outcome('repository-not-found', { manifest: foundBy(ANONYMOUS) })).toBe('pass');
});

test('near miss: hidden is not absent, and not asked is not known', () => {
  expect(outcome('repository-not-found', { manifest: missing, repository: HIDDEN })).toBe('skip');
  expect(outcome('repository-not-found', { manifest: UNKNOWN, repository: UNKNOWN })).toBe('skip');
});

test('a push makes the repository, but not the project', () => {
  const gone = { name: 'shop', ended: 'absent', says: '404 Not Found' };
  expect(finding('repository-not-found', { repository: ABSENT, project: gone }, PUSH).text).toContain(
    'has no project `shop`',
  );
  expect(outcome('repository-not-found', { repository: ABSENT, project: project() }, PUSH)).toBe('pass');
});

test('near miss: a project that is hidden from us may exist', () => {
  const hidden = { name: 'shop', ended: 'hidden', says: '403 Forbidden' };
  expect(outcome('repository-not-found', { repository: ABSENT, project: hidden }, PUSH)).toBe('skip');
  expect(outcome('repository-not-found', { repository: ABSENT }, PUSH)).toBe('skip');
});
