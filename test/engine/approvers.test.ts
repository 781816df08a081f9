import { expect, test } from 'vitest';
import { type ApproverRule, groupsToRead, mayApprove, rulesFor } from '../../src/engine/approvers.ts';
import { RESTART } from '../store/approval-setup.ts';

const RULE: ApproverRule = { users: ['U-ann'], groups: ['S-platform'] };
const fits = (rule: Partial<ApproverRule>, plan = RESTART): boolean =>
  rulesFor(plan, [{ ...RULE, ...rule }]).length === 1;

test('without a rule nobody may', () => {
  expect(mayApprove('U-ann', rulesFor(RESTART, []), new Map())).toBe('no');
});

test('a rule fits by remediation, risk, cluster, registry and namespace', () => {
  expect(fits({})).toBe(true);
  expect(fits({ remediations: ['restart-jobservice'], risks: ['low', 'medium'], clusters: ['prod'] })).toBe(
    true,
  );
  expect(fits({ namespaces: ['harbor*'], registries: ['harbor'] })).toBe(true);
  expect(fits({ remediations: ['restart-core'] })).toBe(false);
  expect(fits({ risks: ['low'] })).toBe(false);
  expect(fits({ clusters: ['test'] })).toBe(false);
  expect(fits({ namespaces: ['shop'] })).toBe(false);
});

test('a rule for clusters is none for what is in no cluster', () => {
  const plan = { ...RESTART, scope: { cluster: null, namespace: null, registry: 'harbor' } };
  expect(fits({ clusters: ['*'] }, plan)).toBe(false);
  expect(fits({ registries: ['*'] }, plan)).toBe(true);
});

test('groups are read only for those who are not named', () => {
  expect(groupsToRead('U-ann', [RULE])).toEqual([]);
  expect(groupsToRead('U-bob', [RULE, RULE])).toEqual(['S-platform']);
  expect(mayApprove('U-bob', [RULE], new Map([['S-platform', ['U-bob']]]))).toBe('yes');
  expect(mayApprove('U-eve', [RULE], new Map([['S-platform', ['U-bob']]]))).toBe('no');
});
