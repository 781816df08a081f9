import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { component, components, crashing, installation } from '../installations.ts';

const ID = 'component-not-ready';

test('state, restarts and the last end are the evidence', () => {
  const found = finding(
    ID,
    { components: components(component('portal'), crashing('core')) },
    installation(),
  );
  expect(found.text).toBe('The component core is not ready (`CrashLoopBackOff`).');
  expect(found.evidence).toMatchObject([
    {
      source: 'pod harbor-core-0',
      says: 'CrashLoopBackOff, back-off 5m0s restarting failed container, 7 restarts, last run: Error (1)',
    },
  ]);
  expect(found.steps('en').join('\n')).toContain('kubectl -n harbor logs harbor-core-0');
});

test('all ready passes', () => {
  expect(outcome(ID, { components: components(component('core')) }, installation())).toBe('pass');
});

test('near miss: a component that restarted and is ready again is not this', () => {
  const again = component('core', { restarts: 3, last: { reason: 'Error', exitCode: 1, at: null } });
  expect(outcome(ID, { components: components(again) }, installation())).toBe('pass');
});
