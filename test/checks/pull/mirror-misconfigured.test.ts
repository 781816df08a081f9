import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText(
    'registry quay.io/acme is blocked in /etc/containers/registries.conf',
    allChecks,
  );
  expect(cause?.id).toBe('mirror-misconfigured');
  expect(checkOf('mirror-misconfigured').probably(parts, 'en')).toContain('a mirror');
  expect(checkOf('mirror-misconfigured').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('mirror-misconfigured', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('pulled through the mirror', allChecks).cause?.id).not.toBe('mirror-misconfigured');
});
