import { expect, test } from 'vitest';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks } from './all-checks.ts';

const ids = new Set(allChecks.map(({ id }) => id));
const checks = allChecks.map((check) => ({ id: check.id, check }));

test.each(checks)('each sign of $id matches its own specimen and is judged to be it', ({ check }) => {
  for (const sign of check.signs) {
    const judged = judgeText(sign.specimen, allChecks, {
      ...(sign.op ? { op: sign.op } : {}),
      ...(check.scope ? { component: 'log' } : {}),
    });
    expect(sign.pattern.test(sign.specimen), sign.specimen).toBe(true);
    expect(judged.cause?.id, sign.specimen).toBe(check.id);
    if (sign.tells === 'sure') expect(judged.confidence, sign.specimen).toBe('likely');
  }
});

test.each(checks)('the signs of $id name only other checks that exist', ({ check }) => {
  for (const sign of check.signs) {
    for (const other of sign.orElse ?? []) {
      expect(ids).toContain(other);
      expect(other).not.toBe(check.id);
    }
    if (sign.tells === 'sure') expect(sign.orElse, sign.specimen).toBeUndefined();
  }
});

test.each(checks)('no sign of $id can run away: repetitions are bounded and never nested', ({ check }) => {
  for (const { pattern } of check.signs) {
    expect(Math.max(0, ...quantifiers(pattern.source)), pattern.source).toBeLessThanOrEqual(1000);
    expect(nestedQuantifiers(pattern.source)).toEqual([]);
    expect(pattern.flags).not.toMatch(/[gy]/);
  }
});

test('the static rule itself recognises what it forbids', () => {
  expect(quantifiers('a+b*c{2,}d{3,4}')).toEqual([Infinity, Infinity, Infinity, 4]);
  expect(nestedQuantifiers('(?:a{1,9}b){1,9}')).toHaveLength(1);
  expect(nestedQuantifiers('(?:a{1,9}b)?')).toHaveLength(0);
});

/** Escapes and classes replaced by one letter, so that only structure is left. */
function structure(source: string): string {
  return source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}

/** The upper bound of each repetition; an unbounded one counts as Infinity. */
function quantifiers(source: string): readonly number[] {
  return [...structure(source).matchAll(/([*+]|\{(\d+)(,(\d*))?\})/g)].map((found) => {
    if (found[1] === '*' || found[1] === '+' || found[4] === '') return Number.POSITIVE_INFINITY;
    return Number(found[4] ?? found[2]);
  });
}

/** Groups that are repeated although something inside them repeats. */
function nestedQuantifiers(source: string): readonly string[] {
  const plain = structure(source);
  const open: number[] = [];
  const nested: string[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    if (plain[at] === '(') open.push(at);
    if (plain[at] !== ')') continue;
    const group = plain.slice(open.pop(), at + 1);
    const repeated = /^(?:[*+]|\{)/.test(plain.slice(at + 1));
    if (repeated && quantifiers(group).some((most) => most > 1)) nested.push(group);
  }
  return nested;
}
