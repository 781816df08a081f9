import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { ANONYMOUS, attempt, foundBy, manifest, project } from '../facts.ts';
import { finding, outcome, PULL, PUSH } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText(
    'adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 10.0 MiB.',
    allChecks,
  );
  expect(cause?.id).toBe('quota-exceeded');
  expect(checkOf('quota-exceeded').probably(parts, 'en')).toContain('quota');
  expect(checkOf('quota-exceeded').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('a registry that refuses the manifest for it', () => {
  const says = '403 Forbidden: DENIED: Quota has been exceeded on namespace';
  const facts = { manifest: manifest([attempt(ANONYMOUS, 'over-quota', says)]) };
  expect(finding('quota-exceeded', facts).text).toContain('Quota has been exceeded on namespace');
});

test('a manifest that is had says nothing of quotas', () => {
  expect(outcome('quota-exceeded', { manifest: foundBy(ANONYMOUS) })).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('a quota of 10 GiB is set', allChecks).cause?.id).not.toBe('quota-exceeded');
});

const TEN_GIB = 10 * 1024 ** 3;
const pushing = (quota: object | null) => ({
  manifest: manifest([attempt(ANONYMOUS, 'not-found')]),
  project: project({ quota }),
});

test('a project of Harbor that is full, for a push', () => {
  const { text, evidence } = finding('quota-exceeded', pushing({ used: TEN_GIB + 1, hard: TEN_GIB }), PUSH);
  expect(text).toBe(
    'Project `shop` of `harbor.acme.test` is full: 10 GiB of its quota of 10 GiB are used, so nothing more can be pushed.',
  );
  expect(evidence[0]).toMatchObject({
    source: 'Harbor',
    says: 'project shop: 10 GiB used of a quota of 10 GiB',
  });
});

test('near misses of a push: a little left may not be enough, and a quota that is not shown tells nothing', () => {
  for (const quota of [{ used: TEN_GIB - 1, hard: TEN_GIB }, null])
    expect(outcome('quota-exceeded', pushing(quota), PUSH)).toBe('skip');
});

test('ruled out for a push: much is left, or there is no limit', () => {
  for (const quota of [
    { used: TEN_GIB / 2, hard: TEN_GIB },
    { used: TEN_GIB, hard: null },
  ])
    expect(outcome('quota-exceeded', pushing(quota), PUSH)).toBe('pass');
});
