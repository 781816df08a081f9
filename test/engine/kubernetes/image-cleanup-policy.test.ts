import { expect, test } from 'vitest';
import { imageCleanupPolicyOf } from '../../../src/engine/kubernetes/image-cleanup-policy.ts';
import { object } from './objects.ts';

test('what is kept and when it runs', () => {
  const spec = { keepRecent: 3, unusedDays: '30', schedule: '0 2 * * *' };
  expect(imageCleanupPolicyOf(object({ spec }))).toMatchObject({
    keepRecent: 3,
    unusedDays: 30,
    schedule: '0 2 * * *',
  });
});

test('near miss: rules in a group of their own, no schedule', () => {
  const policy = imageCleanupPolicyOf(object({ spec: { rules: { keepRecent: 3 } } }));
  expect(policy).toMatchObject({ keepRecent: 3, unusedDays: null, schedule: null });
});
