/** Findings and what logs say, as lines of a status. Pure. */
import type { Check, CheckResult, Finding } from '../../engine/check.ts';
import type { ComponentLog } from '../../engine/component-log.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { Pull } from '../../engine/subject.ts';
import { lastComplaint } from '../../engine/text/heard.ts';
import { judgeText } from '../../engine/text/judge.ts';
import type { Words } from '../../engine/words.ts';
import type { Examined } from '../installation/examine-installation.ts';
import { aboutOf, asSentence, type Weighed } from '../installation/weighed-logs.ts';
import type { ComponentLine } from './component-lines.ts';

const LANGUAGE = 'en';
const HEALTH = { high: 'degraded', medium: 'warning', low: 'healthy' } as const;
const SEVERITIES = ['high', 'medium', 'low'];
/** That a component is not ready is what its line says already; why is better. */
const NOT_READY = 'component-not-ready';

const words: Words<{ heard(component: string, says: string, count: number): string }> = {
  en: {
    heard: (component, says, count) =>
      `${component} said ${count === 1 ? '' : `${count} times `}of late: ${says}`,
  },
};

export interface Lines {
  readonly troubles: readonly StatusLine[];
  readonly notes: readonly StatusLine[];
}

export interface Evident {
  readonly results: readonly CheckResult[];
  readonly heard: readonly Weighed[];
  /** By which the words of Harbor's health checker are judged. */
  readonly checks: readonly Check[];
  readonly pull: Pull;
  readonly offers: Examined['offers'];
  readonly logs: readonly ComponentLog[];
}

/** Components' lines get the cause that their log or a question shows; what is left stands for itself. */
export function withCauses(lines: readonly ComponentLine[], evident: Evident): Lines {
  const { heard, pull } = evident;
  const findings = evident.results
    .filter((result): result is Finding => result.outcome === 'fail')
    .toSorted((a, b) => SEVERITIES.indexOf(a.check.severity) - SEVERITIES.indexOf(b.check.severity));
  const used = new Set<string>(lines.length > 0 ? [NOT_READY] : []);
  const caused = lines.map((one): StatusLine => {
    const { component: _, pod: __, ...told } = one;
    const cause = causeOf(one, findings, evident);
    if (!cause) return told;
    used.add(cause.cause);
    return { ...told, ...cause };
  });
  const own = findings
    .filter(({ check }) => !used.has(check.id))
    .map((finding) => ({ ...lineOfFinding(finding), ...offered(finding, evident) }));
  const told = new Set([...used, ...own.map(({ id }) => id)]);
  const said = heard
    .filter(({ check, weight }) => !told.has(check.id) && weight !== 'old')
    .filter((one, index, all) => all.findIndex(({ check }) => check.id === one.check.id) === index)
    .map((one) => ({ ...lineOfWords(one, pull), ...offered(one, evident) }));
  const all = [...caused, ...own, ...said];
  return {
    troubles: all.filter(({ health }) => health !== 'healthy'),
    notes: all.filter(({ health }) => health === 'healthy'),
  };
}

interface Cause extends Pick<StatusLine, 'confidence' | 'steps' | 'quote' | 'pull' | 'remediations'> {
  readonly cause: string;
}

/**
 * What a question proved about the component comes first, then what it says itself while it is sick, then
 * what its neighbours say of it, then what Harbor's health checker says; at last that it is not ready.
 */
function causeOf(line: ComponentLine, findings: readonly Finding[], evident: Evident): Cause | null {
  const { component } = line;
  const about = (check: Check): boolean => aboutOf(check) === component;
  const mine = evident.heard
    .filter((one) => one.weight === 'proof' && one.check.severity !== 'low')
    .filter((one) => one.component === component || about(one.check))
    .toSorted((a, b) => Number(a.component !== component) - Number(b.component !== component));
  const live = findings.find(({ check, data }) => (data !== null && about(check)) || names(data, component));
  if (live) return proof(live, evident);
  const said = mine.find(({ confidence }) => confidence === 'likely') ?? mine[0];
  if (said) return saying(said, evident);
  const notReady = findings.find(({ check }) => check.id === NOT_READY);
  if (line.pod === 'not-ready' && notReady) {
    const quote = lastComplaint(evident.logs, component) ?? line.quote;
    return { ...proof(notReady, evident), ...(quote ? { quote } : {}) };
  }
  const { cause, says } = judgeText(line.quote ?? '', evident.checks, { component });
  if (cause) {
    const steps = stepsOf(cause, evident.pull);
    return { cause: cause.id, confidence: 'likely', quote: line.quote ?? says, steps };
  }
  return null;
}

/** Its fixes, with what a fix looks at again. */
function offered(
  { check }: Pick<Finding, 'check'>,
  { offers, pull }: Evident,
): Pick<StatusLine, 'pull' | 'remediations'> {
  const remediations = offers.get(check.id);
  return remediations ? { pull, remediations } : {};
}

/** Findings about a component that only their data name. */
function names(data: unknown, component: string): boolean {
  return typeof data === 'object' && data !== null && 'component' in data && data.component === component;
}

function proof(finding: Finding, evident: Evident): Cause {
  const { check, evidence, steps } = finding;
  return {
    cause: check.id,
    confidence: 'confirmed',
    quote: evidence[0].says,
    steps: steps(LANGUAGE),
    ...offered(finding, evident),
  };
}

function saying({ check, confidence, says }: Weighed, evident: Evident): Cause {
  return {
    cause: check.id,
    confidence: confidence === 'likely' ? 'confirmed' : 'likely',
    quote: says,
    steps: stepsOf(check, evident.pull),
    ...offered({ check }, evident),
  };
}

export function lineOfFinding(finding: Finding): StatusLine {
  const { check, evidence } = finding;
  return {
    id: check.id,
    health: HEALTH[check.severity],
    says: finding.summary(LANGUAGE),
    quote: evidence[0].says,
    cause: check.id,
    confidence: 'confirmed',
    steps: finding.steps(LANGUAGE),
  };
}

function lineOfWords({ check, component, count, says, weight, confidence }: Weighed, pull: Pull): StatusLine {
  const health: Health =
    check.severity === 'low' ? 'healthy' : weight === 'proof' ? HEALTH[check.severity] : 'warning';
  return {
    id: check.id,
    health,
    says: words.en.heard(component, asSentence(check.probably({}, LANGUAGE)), count),
    quote: says,
    cause: check.id,
    confidence: confidence === 'likely' ? 'likely' : 'possible',
    steps: stepsOf(check, pull),
  };
}

/** Words of a component name no image; a cause of pulls has its steps about one. */
function stepsOf(check: Check, pull: Pull): readonly string[] {
  const about = check.scope === 'component' ? pull : { ...pull, image: `${pull.image}/<project>/<image>` };
  return check.stepsFromText(about, LANGUAGE);
}
