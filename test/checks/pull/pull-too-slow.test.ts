import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText('cancel pulling image "a" because of no progress in 1m0s', allChecks);
  expect(cause?.id).toBe('pull-too-slow');
  expect(checkOf('pull-too-slow').probably(parts, 'en')).toContain('deadline');
  expect(checkOf('pull-too-slow').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('pull-too-slow', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('progress 10 %', allChecks).cause?.id).not.toBe('pull-too-slow');
});
