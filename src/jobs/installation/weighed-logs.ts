/** How much what a log says weighs: a sick component's words are proof, a healthy one's a hint. Pure. */
import type { Check, CheckResult, Finding } from '../../engine/check.ts';
import type { ComponentPod } from '../../engine/component-pods.ts';
import type { HarborComponent } from '../../engine/harbor/records.ts';
import type { Pull } from '../../engine/subject.ts';
import type { Heard } from '../../engine/text/heard.ts';

export interface Weighed extends Heard {
  /** `proof`: the component is sick now and says so. `recent`: a healthy one said it just now. */
  readonly weight: 'proof' | 'recent' | 'old';
}

const RECENT_MS = 15 * 60_000;
/** A sick component's older words may be of another trouble. */
const CURRENT_MS = 60 * 60_000;

/** Which component a cause is about, beside the one that complains of it. */
const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^(?:migration-in-progress|core-killed-|db-schema-)/, 'core'],
  [/^db-/, 'database'],
  [/^(?:redis|cache|session)-/, 'redis'],
  [/^(?:s3|storage|swift|rgw)-/, 'registry'],
  [/^jobservice-/, 'jobservice'],
];

export interface Patient {
  readonly pods: readonly ComponentPod[];
  readonly health: readonly HarborComponent[];
}

export function weigh(causes: readonly Heard[], patient: Patient, now: Date): readonly Weighed[] {
  const sick = sickOf(patient, now);
  return causes.map((heard) => ({ ...heard, weight: weightOf(heard, sick, now) }));
}

/** Components that are not ready, restarted just now, or are unhealthy by Harbor's own checker. */
export function sickOf({ pods, health }: Patient, now: Date): ReadonlySet<string> {
  const restarted = ({ last }: ComponentPod): boolean =>
    typeof last?.at === 'string' && now.getTime() - Date.parse(last.at) < RECENT_MS;
  return new Set([
    ...pods.filter((pod) => !pod.ready || restarted(pod)).map(({ component }) => component),
    ...health.filter(({ healthy }) => !healthy).map(({ name }) => name),
  ]);
}

/** The component that a cause is about; null where only who complains of it tells. */
export function aboutOf({ id }: Pick<Check, 'id'>): string | null {
  return ABOUT.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}

function weightOf(
  { check, component, run, at }: Heard,
  sick: ReadonlySet<string>,
  now: Date,
): Weighed['weight'] {
  const age = at === null ? 0 : now.getTime() - Date.parse(at);
  const about = aboutOf(check);
  const isSick = sick.has(component) || (about !== null && sick.has(about));
  if (isSick && (run === 'previous' || age < CURRENT_MS)) return 'proof';
  return at !== null && age < RECENT_MS ? 'recent' : 'old';
}

/** A cause that its own questions could not decide, and that a sick component's log shows. */
export function withLogs(
  results: readonly CheckResult[],
  weighed: readonly Weighed[],
  pull: Pull,
): readonly CheckResult[] {
  return results.map((result) => {
    if (result.outcome !== 'skip' && result.outcome !== 'error') return result;
    const proof = weighed.filter(
      ({ check, weight, confidence }) =>
        check.id === result.check.id && weight === 'proof' && confidence === 'likely',
    );
    const [first, ...more] = proof;
    return first ? finding(result.check, first, more, pull) : result;
  });
}

function finding(check: Check, first: Weighed, more: readonly Weighed[], pull: Pull): Finding {
  const evidence = (one: Weighed) => ({
    source: `log of ${one.component} (${one.pod}${one.run === 'previous' ? ', before its restart' : ''})`,
    says: one.says,
    ...(one.at === null ? {} : { at: one.at }),
  });
  return {
    outcome: 'fail',
    check,
    evidence: [evidence(first), ...more.slice(0, 3).map(evidence)],
    data: null,
    provedBy: 'log',
    summary: (language) => asSentence(check.probably({}, language)),
    steps: (language) => check.stepsFromText(pull, language),
  };
}

export function asSentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
