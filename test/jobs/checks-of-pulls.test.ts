import { expect, test } from 'vitest';
import { checksOfPulls } from '../../src/jobs/checks-of-pulls.ts';
import { allChecks } from '../checks/all-checks.ts';

test('what is about the inside of a registry is left out', () => {
  const ofPulls = checksOfPulls(allChecks);
  expect(ofPulls.some(({ id }) => id === 'tag-not-found')).toBe(true);
  expect(ofPulls.some(({ scope }) => scope === 'component')).toBe(false);
  expect(ofPulls.length).toBeLessThan(allChecks.length);
});

test('the same list each time, so that its sieve of signs is made once', () => {
  expect(checksOfPulls(allChecks)).toBe(checksOfPulls(allChecks));
  expect(checksOfPulls([...allChecks])).not.toBe(checksOfPulls(allChecks));
});
