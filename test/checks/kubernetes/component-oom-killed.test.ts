import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { component, components, installation } from '../installations.ts';

const ID = 'component-oom-killed';
const ended = (reason: string, exitCode: number) =>
  components(component('registry', { restarts: 2, last: { reason, exitCode, at: '2026-03-01T02:00:00Z' } }));

test('the last run ended for want of memory', () => {
  const found = finding(ID, { components: ended('OOMKilled', 137) }, installation());
  expect(found.evidence).toEqual([
    {
      source: 'pod harbor-registry-0',
      says: 'last state: OOMKilled, exit code 137, 2 restarts',
      at: '2026-03-01T02:00:00Z',
    },
  ]);
  expect(found.steps('en').join('\n')).toContain('set resources deployment/harbor-registry');
});

test('no restart passes', () => {
  expect(outcome(ID, { components: components(component('registry')) }, installation())).toBe('pass');
});

test('near miss: exit code 137 alone is also what a failed probe gives', () => {
  expect(outcome(ID, { components: ended('Error', 137) }, installation())).toBe('pass');
});
