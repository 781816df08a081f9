/** Findings and what logs say, as lines of a status. Pure. */
import type { CheckResult, Finding } from '../../engine/check.ts';
import type { Health, StatusLine } from '../../engine/status.ts';
import type { Pull } from '../../engine/subject.ts';
import type { HeardNoise } from '../../engine/text/heard.ts';
import type { Words } from '../../engine/words.ts';
import { aboutOf, asSentence, type Weighed } from '../installation/weighed-logs.ts';
import type { ComponentLine } from './component-lines.ts';

const LANGUAGE = 'en';
const HEALTH = { high: 'degraded', medium: 'warning', low: 'healthy' } as const;

const words: Words<{
  heard(component: string, says: string, count: number): string;
  noise(component: string, count: number): string;
}> = {
  en: {
    heard: (component, says, count) =>
      `${component} said ${count === 1 ? '' : `${count} times `}of late: ${says}`,
    noise: (component, count) =>
      `${count} line${count === 1 ? '' : 's'} of ${component} look like trouble and are harmless noise.`,
  },
};

export interface Lines {
  readonly troubles: readonly StatusLine[];
  readonly notes: readonly StatusLine[];
}

/** Components' lines get the cause that their log or a question shows; what is left stands for itself. */
export function withCauses(
  lines: readonly ComponentLine[],
  results: readonly CheckResult[],
  heard: readonly Weighed[],
  noise: readonly HeardNoise[],
  pull: Pull,
): Lines {
  const findings = results.filter((result): result is Finding => result.outcome === 'fail');
  const used = new Set<string>();
  const caused = lines.map(({ component, ...told }): StatusLine => {
    const cause = causeOf(component, findings, heard, pull);
    if (!cause) return told;
    used.add(cause.cause);
    return { ...told, ...cause };
  });
  const own = findings.filter(({ check }) => !used.has(check.id)).map(lineOfFinding);
  const told = new Set([...used, ...own.map(({ id }) => id)]);
  const said = heard
    .filter(({ check, weight }) => !told.has(check.id) && weight !== 'old')
    .filter((one, index, all) => all.findIndex(({ check }) => check.id === one.check.id) === index)
    .map((one) => lineOfWords(one, pull));
  const all = [...caused, ...own, ...said];
  return {
    troubles: all.filter(({ health }) => health !== 'healthy'),
    notes: [...all.filter(({ health }) => health === 'healthy'), ...noiseLines(noise)],
  };
}

interface Cause extends Pick<StatusLine, 'confidence' | 'steps' | 'quote'> {
  readonly cause: string;
}

/** A finding about the component before what it or its neighbours say of it. */
function causeOf(
  component: string,
  findings: readonly Finding[],
  heard: readonly Weighed[],
  pull: Pull,
): Cause | null {
  const mine = heard.filter(
    (one) => one.weight === 'proof' && [one.component, aboutOf(one.check)].includes(component),
  );
  // Its own words before a neighbour's.
  const [said] = mine.toSorted(
    (a, b) => Number(a.component !== component) - Number(b.component !== component),
  );
  const proved = findings.find(
    ({ check }) => aboutOf(check) === component || mine.some((one) => one.check.id === check.id),
  );
  if (said && said.check.severity !== 'low' && (!proved || proved.check.id === said.check.id)) {
    return {
      cause: said.check.id,
      confidence: said.confidence === 'likely' ? 'confirmed' : 'likely',
      quote: said.says,
      steps: proved?.steps(LANGUAGE) ?? said.check.stepsFromText(pull, LANGUAGE),
    };
  }
  if (!proved) return null;
  const { check, evidence } = proved;
  return { cause: check.id, confidence: 'confirmed', quote: evidence[0].says, steps: proved.steps(LANGUAGE) };
}

function lineOfFinding(finding: Finding): StatusLine {
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
    steps: check.stepsFromText(pull, LANGUAGE),
  };
}

function noiseLines(noise: readonly HeardNoise[]): readonly StatusLine[] {
  const byComponent = Map.groupBy(noise, ({ component }) => component);
  return [...byComponent].map(([component, mine]) => {
    const count = mine.reduce((sum, one) => sum + one.count, 0);
    const says = words.en.noise(component, count);
    return { id: 'noise', health: 'healthy', says, quote: mine[0]?.line ?? '', cause: 'log-noise' };
  });
}
