/** What may be written without a yes: low risk only, and only where a rule of the file says so. Off by default. */
import { labelMatches } from './label-glob.ts';
import type { PlanScope, Risk } from './plan.ts';

export interface AutopilotRule {
  readonly remediation: string;
  readonly cluster: string;
  /** Globs. */
  readonly namespaces: readonly string[];
  /** How many writes without a yes in any sixty minutes. */
  readonly perHour: number;
}

/** The first rule that lets this be done without a yes; null: people are asked. */
export function autopilotRule(
  what: Pick<PlanScope, 'cluster' | 'namespace'> & { readonly remediation: string; readonly risk: Risk },
  rules: readonly AutopilotRule[],
): AutopilotRule | null {
  const { remediation, risk, cluster, namespace } = what;
  if (risk !== 'low' || cluster === null || namespace === null) return null;
  const fits = (rule: AutopilotRule): boolean =>
    rule.remediation === remediation &&
    rule.cluster === cluster &&
    rule.namespaces.some((one) => labelMatches(one, namespace));
  return rules.find(fits) ?? null;
}
