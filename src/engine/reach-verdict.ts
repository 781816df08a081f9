/** From cases to one cause: the earliest failing stage, live proof before text, contradictions said aloud. */
import type { Case } from './case.ts';
import type { Check, CheckResult, Finding } from './check.ts';
import type { Evidence, NonEmpty } from './evidence.ts';
import { getsThrough, passesStage, viewIn } from './node-view.ts';
import { rootOfCase } from './root.ts';
import { PATH_STAGES, type Stage, stageOrder } from './stage.ts';
import type { BlindSpot, Cause, Confidence } from './verdict.ts';
import { verdictWords } from './verdict-words.ts';
import type { Language } from './words.ts';

export interface Reached {
  readonly cause: Cause | null;
  readonly also: readonly Cause[];
  readonly ruledOut: readonly string[];
  readonly couldNotLook: readonly BlindSpot[];
}

/** Words of containerd and CRI-O for the step at which a token is fetched. */
const TOWARDS_A_TOKEN =
  /failed to fetch (?:oauth|anonymous) token|unable to retrieve auth token|Requesting bearer token/;

/** Judges one pull. Pure. */
export function reachVerdict(theCase: Case, language: Language): Reached {
  const findings = theCase.results.filter((result) => result.outcome === 'fail').sort(byStage);
  const { ours, nodes } = sides(findings, theCase);
  const live = nodes.map((finding) => confirmed(finding, theCase, language));
  const text = textCause(theCase, { ours, nodes }, language);
  const known = text === null ? live : live.length === 0 ? [text] : [...live, text];
  const causes = known.map((one) => ({ ...one, root: rootOfCase(one, theCase, language) }));
  const [cause = null, ...also] = causes;
  const named = new Set(causes.map(({ id }) => id));
  return {
    cause,
    also,
    ruledOut: theCase.results
      .filter(({ outcome, check }) => outcome === 'pass' && !named.has(check.id))
      .map(({ check }) => check.id),
    couldNotLook: [...ours.map((finding) => ownTrouble(finding, language)), ...blindSpots(theCase)],
  };
}

/**
 * A finding about the path (DNS, network, TLS) is ours alone when the node's worker gets further, or the
 * node's own words show that it got: it then tells where the bot stands, not why the pull fails.
 */
function sides(findings: readonly Finding[], theCase: Case): Sides {
  const reached = nodeReached(theCase.text, theCase.results);
  const view = viewIn(theCase.answers);
  const isOurs = ({ check, from }: Finding): boolean =>
    from !== 'node' &&
    PATH_STAGES.has(check.stage) &&
    (stageOrder(check.stage) < reached || (view !== null && passesStage(view, check.stage)));
  return { ours: findings.filter(isOurs), nodes: findings.filter((finding) => !isOurs(finding)) };
}

interface Sides {
  readonly ours: readonly Finding[];
  readonly nodes: readonly Finding[];
}

/** How far the node surely came: words that could mean several causes prove the earliest of them. -1: nothing. */
function nodeReached(text: Case['text'], results: readonly CheckResult[]): number {
  if (!text?.cause) return -1;
  if (text.confidence === 'likely') return stageOrder(text.cause.stage);
  // A circumstance, such as a warning about a secret, is no step of the pull.
  if (text.alternatives.length === 0) return -1;
  const stages = new Map(results.map(({ check }) => [check.id, check.stage]));
  const others = text.alternatives.map((id) => stages.get(id));
  const orders = [text.cause.stage, ...others].map((stage) => (stage === undefined ? -1 : stageOrder(stage)));
  return Math.min(...orders);
}

function confirmed(finding: Finding, theCase: Case, language: Language): Cause {
  const { check } = finding;
  return {
    id: check.id,
    title: check.title(language),
    stage: check.stage,
    confidence: 'confirmed',
    summary: finding.summary(language),
    explains: check.explains(language),
    evidence: withNodeWords(finding.evidence, theCase),
    remediations: theCase.offers?.get(check.id) ?? [],
    steps: finding.steps(language),
    pull: theCase.pull,
    ...inContainer(theCase),
  };
}

/** What the text says beside (or instead of) the findings; null when it adds nothing. */
function textCause(theCase: Case, { ours, nodes: findings }: Sides, language: Language): Cause | null {
  const { text, textEvidence } = theCase;
  if (!text?.cause || !textEvidence) return null;
  const settledLive = new Set(findings.map(({ check }) => check.id));
  if ([text.cause.id, ...text.alternatives].some((id) => settledLive.has(id))) return null;
  if (findings.some(({ check }) => sameStep(check.stage, (text.cause as Check).stage))) return null;
  const standing = stillPossible(text.cause, text.alternatives, theCase.results, ours);
  // A dial that failed on the way to a token is part of what was found there, and says nothing of the registry.
  const found = findings.some(({ check }) => check.stage === 'auth');
  if (standing.length === 0 && found && TOWARDS_A_TOKEN.test(textEvidence.says)) return null;
  if (standing.length === 0 || (findings.length === 0 && nowWorks(text.cause, theCase.results)))
    return {
      ...contradicted(text.cause, theCase, textEvidence, language),
      ...(standing.length > 0 ? { alternatives: standing.map(({ id }) => id) } : {}),
    };
  if (findings.length > 0 && text.confidence !== 'likely') return null;
  const [check, ...others] = standing;
  const confidence: Confidence =
    text.confidence === 'likely' && check === text.cause ? 'likely' : onlyOne(others);
  return {
    ...fromText(check as Check, theCase, textEvidence, language),
    confidence,
    summary: verdictWords[language].fromText((check as Check).probably(text.parts, language), confidence),
    ...(others.length > 0 ? { alternatives: others.map(({ id }) => id) } : {}),
  };
}

/**
 * What the words say first is not so (any more), and the image is there for the node's platform: other
 * causes of the same words, which only the node could show, are then no better than that it was mended.
 */
function nowWorks(first: Check, results: readonly CheckResult[]): boolean {
  const passed = results.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check);
  return passed.includes(first) && passed.some(({ stage }) => stage === 'platform');
}

/** A finding proved at a step explains whatever the text says of that step. */
function sameStep(a: Stage, b: Stage): boolean {
  const login: readonly Stage[] = ['auth', 'access'];
  return a === b || (login.includes(a) && login.includes(b));
}

function onlyOne(others: readonly Check[]): Confidence {
  return others.length === 0 ? 'likely' : 'possible';
}

/** The text's candidates that no live answer has ruled out, the text's first choice first. */
function stillPossible(
  first: Check,
  alternatives: readonly string[],
  results: readonly CheckResult[],
  ours: readonly Finding[],
): readonly Check[] {
  const notTheNodes = new Set<CheckResult>(ours);
  const byId = new Map(results.map((result) => [result.check.id, result]));
  return [first.id, ...alternatives]
    .map((id) => byId.get(id))
    .filter((result) => result !== undefined && result.outcome !== 'pass' && !notTheNodes.has(result))
    .map((result) => (result as CheckResult).check);
}

/**
 * Law 5: the node says it fails and our probes succeed. Local to the node, transient, or already fixed; when
 * the node's own worker gets through as well, no longer local.
 */
function contradicted(check: Check, theCase: Case, said: Evidence, language: Language): Cause {
  const words = verdictWords[language];
  const title = check.title(language);
  const { node, pull } = theCase;
  const view = viewIn(theCase.answers);
  const over = view !== null && getsThrough(view, check.stage);
  return {
    ...fromText(check, theCase, said, language),
    confidence: 'possible',
    summary: over
      ? words.over({ title, node: view.node, image: pull.image })
      : words.contradicted({ title, node, image: pull.image, elsewhere: theCase.elsewhere ?? [] }),
    explains: over ? words.overExplains : words.contradictedExplains,
    steps: words.contradictedSteps({ pull: theCase.pull, node: theCase.node }),
  };
}

function fromText(
  check: Check,
  theCase: Case,
  said: Evidence,
  language: Language,
): Omit<Cause, 'confidence' | 'summary'> {
  return {
    id: check.id,
    title: check.title(language),
    stage: check.stage,
    explains: check.explains(language),
    evidence: [said],
    remediations: theCase.offers?.get(check.id) ?? [],
    steps: check.stepsFromText(theCase.pull, language),
    ...inContainer(theCase),
  };
}

function withNodeWords(evidence: NonEmpty<Evidence>, { said }: Case): readonly Evidence[] {
  const first = said[0];
  return first ? [...evidence, first] : evidence;
}

function inContainer({ pull }: Case): { readonly container?: string } {
  return pull.container === undefined ? {} : { container: pull.container };
}

function ownTrouble(finding: Finding, language: Language): BlindSpot {
  const why = verdictWords[language].ownTrouble(finding.summary(language));
  return { probe: finding.check.probes[0]?.id ?? finding.check.id, why };
}

function blindSpots({ answers }: Case): readonly BlindSpot[] {
  return [...answers].flatMap(([probe, answer]) =>
    answer.state === 'unknown' ? [{ probe, why: answer.why }] : [],
  );
}

const SEVERITIES = ['high', 'medium', 'low'] as const;

function byStage(a: Finding, b: Finding): number {
  return (
    stageOrder(a.check.stage) - stageOrder(b.check.stage) ||
    SEVERITIES.indexOf(a.check.severity) - SEVERITIES.indexOf(b.check.severity)
  );
}
