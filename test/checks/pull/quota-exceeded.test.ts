import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { ANONYMOUS, attempt, foundBy, manifest } from '../facts.ts';
import { finding, outcome, PULL } from '../given.ts';

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
