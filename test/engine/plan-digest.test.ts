import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, planDigest } from '../../src/engine/plan-digest.ts';
import { RESTART } from '../store/approval-setup.ts';

test('the order of keys does not matter, each value does', () => {
  const { steps, ...rest } = RESTART;
  expect(planDigest({ steps, ...rest })).toBe(planDigest(RESTART));
  expect(planDigest({ ...RESTART, beware: ['owned by Helm'] })).not.toBe(planDigest(RESTART));
});

test('what JSON keeps is told apart, and survives a round trip', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      expect(canonical(JSON.parse(canonical(one)))).toBe(canonical(one));
      if (canonical(one) === canonical(other)) expect(one).toEqual(other);
    }),
  );
});
