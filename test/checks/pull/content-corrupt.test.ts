import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { finding, outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText('failed size validation: 10 != 9', allChecks);
  expect(cause?.id).toBe('content-corrupt');
  expect(checkOf('content-corrupt').probably(parts, 'en')).toContain('a layer');
  expect(checkOf('content-corrupt').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('unread content neither proves nor rules it out', () => {
  expect(outcome('content-corrupt', {})).toBe('skip');
});

const LAYERS = { asked: 2, of: 2, bytes: 9, missing: [], config: null };

test('a config whose bytes have another digest', () => {
  const corrupt = { digest: 'sha256:aa', says: 'the bytes of config sha256:aa have the digest sha256:bb' };
  const { text, evidence } = finding('content-corrupt', { layers: { ...LAYERS, corrupt } });
  expect(text).toContain('sha256:aa');
  expect(evidence[0].says).toContain('sha256:bb');
});

test('near miss: a whole config says nothing of the layers', () => {
  expect(outcome('content-corrupt', { layers: { ...LAYERS, corrupt: null } })).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('size 10 of 10', allChecks).cause?.id).not.toBe('content-corrupt');
});
