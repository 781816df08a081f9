/** Who may approve what. Deny by default: without a rule that fits nobody may. */
import { labelMatches } from './label-glob.ts';
import type { Plan, Risk } from './plan.ts';

/** One rule of the file. A list that is absent fits everything; users and groups are who the rule is for. */
export interface ApproverRule {
  /** Slack user ids. */
  readonly users: readonly string[];
  /** Slack user group ids. */
  readonly groups: readonly string[];
  /** Remediation ids. */
  readonly remediations?: readonly string[];
  readonly clusters?: readonly string[];
  /** Globs. */
  readonly namespaces?: readonly string[];
  readonly registries?: readonly string[];
  readonly risks?: readonly Risk[];
}

/** The rules that let somebody approve this plan. */
export function rulesFor(plan: Plan, rules: readonly ApproverRule[]): readonly ApproverRule[] {
  const { remediation, risk, scope } = plan;
  return rules.filter(
    (rule) =>
      fits(rule.remediations, remediation) &&
      fits(rule.risks, risk) &&
      fits(rule.clusters, scope.cluster) &&
      fits(rule.registries, scope.registry) &&
      fits(rule.namespaces, scope.namespace),
  );
}

/** User groups whose members must be read to know whether this person may: none when a rule names them. */
export function groupsToRead(user: string, rules: readonly ApproverRule[]): readonly string[] {
  if (rules.some(({ users }) => users.includes(user))) return [];
  return [...new Set(rules.flatMap(({ groups }) => groups))];
}

/** `members`: of each group that was read. */
export function mayApprove(
  user: string,
  rules: readonly ApproverRule[],
  members: ReadonlyMap<string, readonly string[]>,
): 'yes' | 'no' {
  const may = rules.some(
    ({ users, groups }) =>
      users.includes(user) || groups.some((group) => members.get(group)?.includes(user) ?? false),
  );
  return may ? 'yes' : 'no';
}

/** A rule that names places does not fit a plan that is in none of that kind. */
function fits(listed: readonly string[] | undefined, value: string | null): boolean {
  if (listed === undefined) return true;
  return value !== null && listed.some((one) => labelMatches(one, value));
}
