/** What only says that something fails gives way to what says why. Pure. */
import type { Check, CheckResult } from '../../engine/check.ts';
import type { TextJudgement } from '../../engine/text/judge.ts';

const SYMPTOMS: ReadonlySet<string> = new Set([
  'replication-failed',
  'replication-retrying',
  'image-sync-failed',
  'image-sync-stuck',
]);

/** Words count only where no question answered: neither this cause was ruled out nor another one was proved. */
export function isOpen(cause: Check, results: readonly CheckResult[]): boolean {
  return !results.some(
    ({ outcome, check }) =>
      (outcome === 'pass' && check.id === cause.id) || (outcome === 'fail' && !SYMPTOMS.has(check.id)),
  );
}

export function withoutSymptoms(
  results: readonly CheckResult[],
  text: TextJudgement | null,
): readonly CheckResult[] {
  const explained =
    results.some(({ outcome, check }) => outcome === 'fail' && !SYMPTOMS.has(check.id)) ||
    (text?.cause != null && !SYMPTOMS.has(text.cause.id));
  if (!explained) return results;
  return results.map((result) =>
    result.outcome === 'fail' && SYMPTOMS.has(result.check.id)
      ? { outcome: 'skip', check: result.check, why: 'the cause of it is known' }
      : result,
  );
}

/** Causes that words may tell although no question here is about them: neither proved nor ruled out. */
export function withUnasked(
  results: readonly CheckResult[],
  checks: readonly Check[],
): readonly CheckResult[] {
  const asked = new Set(results.map(({ check }) => check.id));
  const left = checks.filter(({ id }) => !asked.has(id));
  return [
    ...results,
    ...left.map((check): CheckResult => ({ outcome: 'skip', check, why: 'not asked about a sync' })),
  ];
}
