/** The causes that a component's log tells, each with a line as the component prints it, and who prints it. */
import type { Check } from '../../src/engine/check.ts';

export interface LogCase {
  readonly cause: string;
  readonly component: 'core' | 'jobservice' | 'registry' | 'trivy' | 'portal';
  readonly line: string;
}

/** Who complains, by the folder of the check; who is named by neither is core. */
const SPEAKERS: readonly (readonly [RegExp, LogCase['component']])[] = [
  [/^(?:storage|s3|rgw|swift|registry)/, 'registry'],
  [/^(?:jobservice|job-|gc-|replication|source-|destination-|endpoint-|scheduler|retention)/, 'jobservice'],
  [/^trivy|^scan/, 'trivy'],
];

/** Of every check of components that knows a line and names a row of the guides. */
export function logCases(checks: readonly Check[]): readonly LogCase[] {
  return checks
    .filter(({ scope, signs, rows }) => scope === 'component' && signs.length > 0 && rows.length > 0)
    .map(({ id, signs }) => ({
      cause: id,
      component: SPEAKERS.find(([pattern]) => pattern.test(id))?.[1] ?? 'core',
      line: signs[0]?.specimen ?? '',
    }));
}
