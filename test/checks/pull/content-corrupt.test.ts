import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText('failed size validation: 10 != 9', allChecks);
  expect(cause?.id).toBe('content-corrupt');
  expect(checkOf('content-corrupt').probably(parts, 'en')).toContain('a layer');
  expect(checkOf('content-corrupt').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('content-corrupt', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('size 10 of 10', allChecks).cause?.id).not.toBe('content-corrupt');
});
