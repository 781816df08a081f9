import { expect, test } from 'vitest';
import { judgeText } from '../../src/engine/text/judge.ts';
import { allChecks } from './all-checks.ts';

const signs = allChecks.flatMap((check) =>
  check.signs.map((sign, at) => ({ name: `${check.id} ${at + 1}`, check, sign })),
);
const ids = new Set(allChecks.map(({ id }) => id));

test.each(signs)('the sign $name matches its own specimen', ({ sign }) => {
  expect(sign.pattern.test(sign.specimen)).toBe(true);
});

test.each(signs)('the specimen of $name is judged to be its check', ({ check, sign }) => {
  const judged = judgeText(sign.specimen, allChecks, sign.op ? { op: sign.op } : {});
  expect(judged.cause?.id).toBe(check.id);
});

test.each(signs)('the sign $name names only checks that exist, and not its own', ({ check, sign }) => {
  for (const other of sign.orElse ?? []) {
    expect(ids).toContain(other);
    expect(other).not.toBe(check.id);
  }
  if (sign.tells === 'sure') expect(sign.orElse).toBeUndefined();
});

/** Quantifiers outside character classes, each with its upper bound; an unbounded one counts as Infinity. */
function quantifiers(source: string): readonly number[] {
  const plain = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return [...plain.matchAll(/(?<!\()([*+]|\{(\d+)(,(\d*))?\})/g)].map((found) => {
    if (found[1] === '*' || found[1] === '+' || found[4] === '') return Number.POSITIVE_INFINITY;
    return Number(found[4] ?? found[2]);
  });
}

/** Groups that are repeated although something inside them repeats. */
function nestedQuantifiers(source: string): readonly string[] {
  const plain = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
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

test.each(signs)(
  'the sign $name cannot run away: every repetition is bounded, none is nested',
  ({ sign }) => {
    const bounds = quantifiers(sign.pattern.source);
    expect(Math.max(0, ...bounds)).toBeLessThanOrEqual(1000);
    expect(nestedQuantifiers(sign.pattern.source)).toEqual([]);
    expect(sign.pattern.flags).not.toMatch(/[gy]/);
  },
);

test('the static rule itself recognises what it forbids', () => {
  expect(quantifiers('a+b*c{2,}d{3,4}')).toEqual([Infinity, Infinity, Infinity, 4]);
  expect(nestedQuantifiers('(?:a{1,9}b){1,9}')).toHaveLength(1);
  expect(nestedQuantifiers('(?:a{1,9}b)?')).toHaveLength(0);
});

test('no check answers for the same words as surely as another', () => {
  const sure = signs.filter(({ sign }) => sign.tells === 'sure');
  for (const { check, sign } of sure) {
    const judged = judgeText(sign.specimen, allChecks, sign.op ? { op: sign.op } : {});
    expect([check.id, judged.confidence]).toEqual([check.id, 'likely']);
  }
});
