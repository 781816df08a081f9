/** What the logs of components say, judged by every sign. Pure. */
import type { Check } from '../check.ts';
import type { ComponentLog } from '../component-log.ts';
import { isNoise, isQuiet } from './component.ts';
import { judgeText, type TextJudgement } from './judge.ts';
import { masked } from './masked.ts';

/** One cause as it was recognised in one component's log. */
export interface Heard {
  readonly check: Check;
  readonly confidence: TextJudgement['confidence'];
  readonly component: string;
  readonly pod: string;
  readonly run: ComponentLog['run'];
  /** The last line that says so, whole. */
  readonly line: string;
  /** The words of it that decided. */
  readonly says: string;
  /** When that line was written, ISO 8601; null where nothing tells. */
  readonly at: string | null;
  readonly firstAt: string | null;
  readonly count: number;
}

export interface HeardNoise {
  readonly component: string;
  readonly line: string;
  readonly count: number;
}

export interface HeardAll {
  /** Per cause, component and run; the surest and most frequent first. */
  readonly causes: readonly Heard[];
  /** Lines that look like trouble and are none. */
  readonly noise: readonly HeardNoise[];
}

const COMPLAINT = /\b(?:panic|fatal|error|err|failed|exception)\b/i;

/** The last complaint of a component, whether a sign knows it or not: of the run that ended, where one did. */
export function lastComplaint(logs: readonly ComponentLog[], component: string): string | null {
  const mine = logs.filter((log) => log.component === component);
  const runs = [
    ...mine.filter(({ run }) => run === 'previous'),
    ...mine.filter(({ run }) => run === 'current'),
  ];
  for (const { lines } of runs) {
    const said = lines.findLast(({ text }) => COMPLAINT.test(text) && !isNoise(text) && !isQuiet(text));
    if (said) return masked(said.text);
  }
  return null;
}

/** Lines that differ only in time, ids and long numbers are judged once. */
const VARYING =
  /^\S*\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]{5,20}(?:Z|[+-]\d\d:?\d\d)?|\b[0-9a-f]{8,64}\b|\b\d{7,20}\b/gi;

export function hear(logs: readonly ComponentLog[], checks: readonly Check[]): HeardAll {
  const judged = new Map<string, TextJudgement>();
  const causes = new Map<string, Heard>();
  const noise = new Map<string, HeardNoise>();
  for (const log of logs)
    for (const { at, text } of log.lines) {
      const key = `${log.component} ${kindOf(text)}`;
      if (isNoise(text)) {
        const count = (noise.get(key)?.count ?? 0) + 1;
        noise.set(key, { component: log.component, line: text, count });
        continue;
      }
      const judgement = judged.get(key) ?? judgeText(text, checks, { component: log.component });
      judged.set(key, judgement);
      if (judgement.cause) note(causes, log, judgement, { at, text });
    }
  return { causes: [...causes.values()].toSorted(bySureness), noise: [...noise.values()] };
}

/** Lines of one kind are judged alike. */
export function kindOf(text: string): string {
  const kind = text.replace(VARYING, '');
  // In quiet lines no number decides, neither a port nor a status.
  return isQuiet(text) ? kind.replace(/\d+/g, '') : kind;
}

function note(
  causes: Map<string, Heard>,
  { component, pod, run }: ComponentLog,
  { cause, confidence, says }: TextJudgement,
  { at, text }: { readonly at: string | null; readonly text: string },
): void {
  if (!cause) return;
  const key = `${cause.id} ${component} ${run}`;
  const before = causes.get(key);
  causes.set(key, {
    check: cause,
    confidence: before?.confidence === 'likely' ? 'likely' : confidence,
    component,
    pod,
    run,
    line: masked(text),
    says: masked(says),
    at,
    firstAt: before ? before.firstAt : at,
    count: (before?.count ?? 0) + 1,
  });
}

const SEVERITY = { high: 0, medium: 1, low: 2 } as const;

function bySureness(a: Heard, b: Heard): number {
  const sure = ({ confidence }: Heard): number => (confidence === 'likely' ? 0 : 1);
  return SEVERITY[a.check.severity] - SEVERITY[b.check.severity] || sure(a) - sure(b) || b.count - a.count;
}
