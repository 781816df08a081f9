import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText('Failed to pull image "a": pull QPS exceeded', allChecks);
  expect(cause?.id).toBe('node-pull-throttled');
  expect(checkOf('node-pull-throttled').probably(parts, 'en')).toContain('limit of pulls');
  expect(checkOf('node-pull-throttled').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('node-pull-throttled', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('QPS is 5', allChecks).cause?.id).not.toBe('node-pull-throttled');
});
