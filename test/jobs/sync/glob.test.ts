import { expect, test } from 'vitest';
import { matchesGlob, moves } from '../../../src/jobs/sync/glob.ts';
import { policy } from '../../checks/sync-facts.ts';

test.each([
  ['shop/**', 'shop/teams/cart', true],
  ['shop/*', 'shop/teams/cart', false],
  ['shop/{cart,api}', 'shop/api', true],
  ['shop/ca?t', 'shop/cart', true],
  ['', 'anything/at/all', true],
  ['shop.old/**', 'shopXold/cart', false],
])('%s and %s', (pattern, name, is) => {
  expect(matchesGlob(pattern, name)).toBe(is);
});

test('what is pulled gets another project', () => {
  const pulls = policy({ direction: 'pull', filters: ['name=library/**'], destinationNamespace: 'hub' });
  expect(moves(pulls, 'hub/nginx')).toBe(true);
  expect(moves(pulls, 'library/nginx')).toBe(false);
  expect(moves(policy({ filters: ['name=shop/**'] }), 'billing/api')).toBe(false);
});
