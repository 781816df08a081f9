/** Severities as tools name them, as one of three. */
import type { AlertSeverity } from '../sighting.ts';
import type { Labels } from './target.ts';

const NAMES: readonly (readonly [RegExp, AlertSeverity])[] = [
  [
    /^(?:critical|crit|page|fatal|emergency|disaster|severe|urgent|high|error|p[12]|sev-?[012]|s[12])$/i,
    'critical',
  ],
  [/^(?:warning|warn|major|average|medium|moderate|minor|ticket|p3|sev-?3|s3)$/i, 'warning'],
  [/^(?:info|information|informational|notice|low|none|debug|p[45]|sev-?[45]|s[45])$/i, 'info'],
];

/** Which labels hold it, the surest first. */
const LABELS = ['severity', 'alert_severity', 'priority', 'urgency', 'level', 'criticality'];

/** Null for a word that names none. */
export function severityNamed(word: string | undefined): AlertSeverity | null {
  const bare = word?.trim().replace(/^[:*_`[({]+|[:*_`\])}]+$/g, '') ?? '';
  return NAMES.find(([name]) => name.test(bare))?.[1] ?? null;
}

/** `lines`: what a message says, for those that tell it in a heading. */
export function severityOf(labels: Labels, lines = ''): AlertSeverity | null {
  for (const label of LABELS) {
    const told = severityNamed(labels[label]);
    if (told) return told;
  }
  const said = HEADINGS.map((heading) => heading.exec(lines.slice(0, 20_000))?.[1]).find(
    (word) => severityNamed(word) !== null,
  );
  return severityNamed(said);
}

const HEADINGS: readonly RegExp[] = [
  /^\[(P[1-5])\]/m,
  /\b(?:Severity|Priority|Urgency|Criticality)\b[\s*_`:=]{1,10}([A-Za-z][A-Za-z0-9-]{1,14})/,
  // Robusta: a coloured circle and the word.
  /:(?:red|large_orange|large_yellow|large_green|large_blue)_circle: \*?(High|Medium|Low|Info|Debug)\b/,
];
