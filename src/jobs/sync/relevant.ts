/** Parts of Harbor that a replication does not go through explain nothing about it. Pure. */
import type { CheckResult, Finding } from '../../engine/check.ts';

const ON_THE_WAY = /\b(?:core|jobservice|registry|registryctl|redis|database)\b/;

/** A finding about another component counts as not asked. */
export function relevant(results: readonly CheckResult[]): readonly CheckResult[] {
  return results.map((result) => {
    if (result.outcome !== 'fail' || !result.check.id.startsWith('component-')) return result;
    return isOnTheWay(result)
      ? result
      : { outcome: 'skip', check: result.check, why: 'about a part that no replication goes through' };
  });
}

function isOnTheWay(finding: Finding): boolean {
  return (
    ON_THE_WAY.test(JSON.stringify(finding.data)) ||
    finding.evidence.some(({ source }) => ON_THE_WAY.test(source))
  );
}
