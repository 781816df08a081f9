import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText(
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock',
    allChecks,
  );
  expect(cause?.id).toBe('node-runtime-failure');
  expect(checkOf('node-runtime-failure').probably(parts, 'en')).toContain('runtime');
  expect(checkOf('node-runtime-failure').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('node-runtime-failure', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('docker daemon is up', allChecks).cause?.id).not.toBe('node-runtime-failure');
});
