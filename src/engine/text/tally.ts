/** Counts what many logs say, by cause, by noise and by shape. Its memory does not grow with the logs. */
import type { Check } from '../check.ts';
import type { LogLine } from '../cluster.ts';
import type { ScanCause, ScanNoise, ScanReport, ScanShape } from '../scan-report.ts';
import type { Language } from '../words.ts';
import { isServed, noiseIn } from './component.ts';
import { kindOf } from './heard.ts';
import { judgeText, type TextJudgement } from './judge.ts';
import { createKnownKinds } from './known-kinds.ts';
import { masked, withoutLogins } from './masked.ts';
import { owned } from './owned.ts';
import { complains, shapeOf } from './shape.ts';

const MOST_SHAPES = 300;
const SHOWN_SHAPES = 8;
const MOST_LOGS = 5;
const SPECIMEN = 600;

export interface Tally {
  add(record: LogLine, from: { readonly log: string; readonly component: string | null }): void;
  result(language: Language): Pick<ScanReport, 'causes' | 'noise' | 'unexplained' | 'moreUnexplained'>;
}

type Judged = Pick<TextJudgement, 'cause' | 'confidence'>;

interface Group {
  count: number;
  firstAt: string | null;
  lastAt: string | null;
  readonly logs: Set<string>;
  readonly specimen: string;
}

interface CauseGroup extends Group {
  readonly check: Check;
  confidence: TextJudgement['confidence'];
}

export function createTally(checks: readonly Check[]): Tally {
  const known = createKnownKinds<Judged>();
  const causes = new Map<string, CauseGroup>();
  const noise = new Map<string, Group>();
  const shapes = new Map<string, Group>();
  let overflow = 0;

  function judgementOf(text: string, component: string | null): Judged {
    return known.of(`${component ?? ''} ${kindOf(text)}`, () => {
      // Nothing of the text is kept: a quote of a line would hold the whole chunk the line was cut from.
      const { cause, confidence } = judgeText(text, checks, component === null ? {} : { component });
      return { cause, confidence };
    });
  }

  return {
    add(record, { log, component }) {
      const { text } = record;
      if (isServed(text)) return;
      const name = noiseIn(text);
      if (name !== null) return count(noise, name, record, log);
      const { cause, confidence } = judgementOf(text, component);
      if (cause) {
        const group = causes.get(cause.id);
        if (!group) causes.set(cause.id, { check: cause, confidence, ...begun(record, log) });
        else {
          again(group, record, log);
          if (confidence === 'likely') group.confidence = confidence;
        }
        return;
      }
      if (!complains(text)) return;
      const shape = shapeOf(text);
      if (shapes.size >= MOST_SHAPES && !shapes.has(shape)) overflow += 1;
      else count(shapes, shape, record, log);
    },
    result(language) {
      const byCount = [...shapes].toSorted(([, a], [, b]) => b.count - a.count);
      const hidden = byCount.slice(SHOWN_SHAPES).reduce((sum, [, group]) => sum + group.count, overflow);
      return {
        causes: [...causes.values()].toSorted(gravestFirst).map((group) => causeOf(group, language)),
        noise: [...noise]
          .toSorted(([, a], [, b]) => b.count - a.count)
          .map(([name, group]): ScanNoise => ({ name, ...told(group) })),
        unexplained: byCount
          .slice(0, SHOWN_SHAPES)
          .map(([shape, group]): ScanShape => ({ shape: masked(withoutLogins(shape)), ...told(group) })),
        moreUnexplained: hidden,
      };
    },
  };
}

function count(groups: Map<string, Group>, key: string, record: LogLine, log: string): void {
  const group = groups.get(key);
  if (group) again(group, record, log);
  else groups.set(owned(key), begun(record, log));
}

function begun({ at: said, text }: LogLine, log: string): Group {
  const at = said === null ? null : owned(said);
  const specimen = owned(masked(withoutLogins(text.slice(0, SPECIMEN * 2))).slice(0, SPECIMEN));
  return { count: 1, firstAt: at, lastAt: at, logs: new Set([log]), specimen };
}

function again(group: Group, { at }: LogLine, log: string): void {
  group.count += 1;
  if (group.logs.size < MOST_LOGS) group.logs.add(log);
  if (at === null) return;
  if (group.firstAt === null || at < group.firstAt) group.firstAt = owned(at);
  if (group.lastAt === null || at > group.lastAt) group.lastAt = owned(at);
}

const SEVERITY = { high: 0, medium: 1, low: 2 } as const;

function gravestFirst(a: CauseGroup, b: CauseGroup): number {
  const sure = ({ confidence }: CauseGroup): number => (confidence === 'likely' ? 0 : 1);
  return SEVERITY[a.check.severity] - SEVERITY[b.check.severity] || sure(a) - sure(b) || b.count - a.count;
}

function causeOf(group: CauseGroup, language: Language): ScanCause {
  const { check, confidence } = group;
  return {
    id: check.id,
    title: check.title(language),
    severity: check.severity,
    confidence,
    means: check.explains(language),
    step: check.stepsFromText({ image: '' }, language)[0] ?? null,
    ...told(group),
  };
}

function told({ count: all, firstAt, lastAt, logs, specimen }: Group) {
  return { count: all, firstAt, lastAt, logs: [...logs], specimen };
}
