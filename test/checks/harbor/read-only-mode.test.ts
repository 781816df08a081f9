import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { info, installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 'read-only-mode';

tellsLine(ID, {
  shows: 'The system is in read only mode. Any modification is prohibited.',
  near: 'read-only mode off',
});

test('its own word for it, with what the administrator tells everybody', () => {
  const facts = { 'harbor-info': info({ readOnly: true, banner: 'Back at noon' }) };
  const found = finding(ID, facts, installation());
  expect(found).toMatchObject({
    text: 'Harbor is in read-only mode, and tells everybody: “Back at noon”.',
    evidence: [{ says: 'read_only: true, banner_message: Back at noon' }],
  });
  expect(found.steps('en').join('\n')).toContain('https://harbor.acme.test/api/v2.0/configurations');
});

test('one that takes pushes passes', () => {
  expect(outcome(ID, { 'harbor-info': info() }, installation())).toBe('pass');
});

test('near miss: a banner alone is no read-only mode', () => {
  expect(outcome(ID, { 'harbor-info': info({ banner: 'Maintenance at noon' }) }, installation())).toBe(
    'pass',
  );
});
