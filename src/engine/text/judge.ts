import type { Check, TextParts } from '../check.ts';
import { cleanText } from './clean.ts';
import { isClient, isNoise, isOfPod, isQuiet, viewOf } from './component.ts';
import { continuedWays } from './cut-short.ts';
import { isCircumstance, type Match, matchSegment, weight } from './matches.ts';
import { partsOf } from './parts.ts';
import { type Segment, splitErrors } from './segments.ts';
import { quoteAround } from './unwrap.ts';

/** What text alone says about a cause. */
export interface TextJudgement {
  /** The check whose sign decides; null when no sign matches or the text names no trouble. */
  readonly cause: Check | null;
  readonly confidence: 'likely' | 'possible';
  /** Ids of other causes that print the same words. */
  readonly alternatives: readonly string[];
  /** The innermost words that decided, quoted. */
  readonly says: string;
  readonly parts: TextParts;
  /** Other errors in the same text, less decisive: mirrors, retries, other pods. */
  readonly others: readonly { readonly cause: Check; readonly says: string }[];
}

export interface TextHints {
  readonly op?: 'pull' | 'push';
  readonly runtime?: string;
  /** Whose words these are: `kubelet`, `containerd`, `core`, `jobservice`, `registry`, `database`, … */
  readonly component?: string;
  /** What was told beside the error: other log lines, circumstances. Only decides between its candidates. */
  readonly context?: string;
}

/** A circumstance told alone leaves out the error: the pull goes on without the secret, and fails for its own reason. */
const NOT_TOLD = [
  'credentials-missing',
  'credentials-invalid',
  'permission-denied',
  'tag-not-found',
  'repository-not-found',
];

/**
 * Judges error text by the signs of the given checks. Pure; never throws; time linear in the text, of which
 * at most TEXT_LIMIT characters are read, half from each end.
 */
export function judgeText(text: string, checks: readonly Check[], hints: TextHints = {}): TextJudgement {
  const plain = cleanText(text);
  const all = allMatches(plain, checks, hints.op ?? opOf(plain));
  if (!hints.component && !all.some(({ check }) => check.scope !== 'component'))
    return continued(plain, checks, hints) ?? judged(plain, all, checks, hints);
  return judged(plain, all, checks, hints);
}

/** What cut words were about to say; where they may go on in several ways, none of them is claimed. */
function continued(plain: string, checks: readonly Check[], hints: TextHints): TextJudgement | null {
  const ways = continuedWays(plain).flatMap(({ text, words, kept }) => {
    const all = allMatches(text, checks, hints.op ?? opOf(text));
    const of = judged(text, all, checks, hints);
    if (!of.cause || of.cause.scope === 'component') return [];
    return [{ ...of, cause: of.cause, says: of.says.replace(words, `${words.slice(0, kept)}…`) }];
  });
  const [first, ...rest] = ways;
  if (!first) return null;
  const also = rest.flatMap(({ cause, alternatives }) => [cause.id, ...alternatives]);
  const others = [...new Set([...first.alternatives, ...also])].filter((id) => id !== first.cause.id);
  return { ...first, alternatives: others, confidence: others.length > 0 ? 'possible' : first.confidence };
}

function judged(
  plain: string,
  all: readonly Match[],
  checks: readonly Check[],
  hints: TextHints,
): TextJudgement {
  const matches = inView(
    all,
    viewOf(hints.component, plain),
    isClient(hints.component),
    Boolean(hints.component?.trim()),
  );
  const first = decisive(matches, hints, checks);
  if (!first) return unknownTo(plain);
  const { check: cause, sign, segment, from, to, groups } = first;
  const rivals = rivalsOf(first, matches);
  const backed = isCircumstance(sign) && matches.some((other) => weight(other) === 1);
  // Whatever a mirror fails with, the entry that names it may be wrong instead.
  const mirror = segment.text.startsWith('Mirrors also failed: ') ? ['mirror-misconfigured'] : [];
  const sure = sign.tells === 'sure' ? rivals.length + mirror.length === 0 : backed;
  const open = [...(isCircumstance(sign) ? NOT_TOLD : (sign.orElse ?? [])), ...mirror];
  return {
    cause,
    confidence: sure ? 'likely' : 'possible',
    alternatives: sure ? [] : [...new Set([...open, ...rivals])].filter((id) => id !== cause.id),
    says: quoteAround(segment.text, from, to),
    parts: partsOf(segment.text, plain, groups),
    others: othersThan(cause, matches),
  };
}

/**
 * Who spoke decides what is listened for first: a component's log line is about the component, a
 * runtime's error about a pull; only where nothing of that kind is recognised the other kind counts.
 */
function inView(
  matches: readonly Match[],
  view: 'pull' | 'component',
  client: boolean,
  named: boolean,
): readonly Match[] {
  const inside = matches.filter(({ check }) => check.scope === 'component');
  const pulls = matches.filter(({ check }) => check.scope !== 'component');
  const ofPulls = pulls.filter(({ segment }) => !isOfPod(segment.text));
  if (view === 'pull') return ofPulls.length > 0 ? ofPulls : inside;
  if (inside.length > 0 || client) return inside.length > 0 ? inside : ofPulls;
  // Words that many causes of pulls share tell nothing of a component.
  const telling = named ? ofPulls.filter((match) => weight(match) === 0) : ofPulls;
  return telling.filter(({ segment }) => !isQuiet(segment.text) && !isNoise(segment.text));
}

function allMatches(plain: string, checks: readonly Check[], op: TextHints['op']): readonly Match[] {
  const single = splitErrors(plain);
  const found = inSegments(single, checks, op);
  if (single.length < 2 || found.some((match) => weight(match) === 0)) return found;
  // A paste may have broken one error into lines that mean nothing, or leave more open, alone.
  const joined = inSegments(splitErrors(plain.replaceAll('\n', ' ')), checks, op);
  const decides = found.length === 0 || joined.some((match) => isAcross(match, single));
  return decides ? joined : found;
}

/** Sure words that no line holds whole. */
function isAcross(match: Match, single: readonly Segment[]): boolean {
  const words = match.segment.text.slice(match.from, match.to);
  return weight(match) === 0 && words.length < 120 && !single.some(({ text }) => text.includes(words));
}

function inSegments(segments: readonly Segment[], checks: readonly Check[], op: TextHints['op']) {
  return segments.flatMap((segment) => matchSegment(segment, checks, op));
}

/**
 * Several errors, one cause: sure words before words that could mean else, the main error before what is told
 * aside, and then the first, because the kubelet and podman name the telling attempt first. A circumstance
 * (a missing secret) decides only when the error beside it could come from it.
 */
function decisive(matches: readonly Match[], hints: TextHints, checks: readonly Check[]): Match | undefined {
  const errors = matches.filter((match) => !isCircumstance(match.sign));
  const [best] = [...errors].sort((a, b) => asideLast(a) - asideLast(b) || weight(a) - weight(b));
  const circumstances = matches.filter((match) => isCircumstance(match.sign));
  if (!best) return circumstances[0];
  if (best.sign.tells === 'sure') return best;
  const candidates = best.sign.orElse ?? [];
  const explained = circumstances.find(({ check }) => candidates.includes(check.id));
  return explained ?? toldBeside(best, hints, checks) ?? best;
}

function asideLast({ segment }: Match): number {
  return segment.rank === 'aside' ? 1 : 0;
}

/** The context may hold the words that decide between the candidates of an ambiguous error. */
function toldBeside(best: Match, { context, op }: TextHints, checks: readonly Check[]): Match | undefined {
  if (context === undefined || context.trim() === '') return undefined;
  const candidates = [best.check.id, ...(best.sign.orElse ?? [])];
  const told = inSegments(splitErrors(cleanText(context)), checks, op).find(
    ({ check, sign }) => sign.tells === 'sure' && candidates.includes(check.id),
  );
  return told && { ...best, check: told.check, sign: { ...best.sign, orElse: candidates } };
}

/**
 * Other causes the same text names: beside sure words only equally sure ones of another error, beside
 * ambiguous words whatever else matched, and what another ambiguous error leaves open.
 */
function rivalsOf(best: Match, matches: readonly Match[]): readonly string[] {
  const ambiguous = best.sign.tells === 'suggests';
  return matches
    .filter(({ check, segment }) => check !== best.check && segment.rank === 'main')
    .filter((other) => ambiguous || (weight(other) === 0 && other.segment !== best.segment))
    .flatMap(({ check, sign, segment }) =>
      ambiguous && segment !== best.segment ? [check.id, ...(sign.orElse ?? [])] : [check.id],
    );
}

function othersThan(cause: Check, matches: readonly Match[]): TextJudgement['others'] {
  const seen = new Set([cause.id]);
  return matches.flatMap(({ check, segment, from, to }) => {
    if (seen.has(check.id)) return [];
    seen.add(check.id);
    return [{ cause: check, says: quoteAround(segment.text, from, to) }];
  });
}

/** Pull or push, where the words themselves tell. */
function opOf(plain: string): TextHints['op'] {
  if (/\bpull(?:ing|ed)?\b/i.test(plain)) return 'pull';
  return /\bpush(?:ing|ed)?\b|\bupload|PATCH |PUT http|POST http[^ ]{1,300}\/blobs\/uploads/i.test(plain)
    ? 'push'
    : undefined;
}

function unknownTo(plain: string): TextJudgement {
  const says = plain.trim().slice(0, 400);
  return {
    cause: null,
    confidence: 'possible',
    alternatives: [],
    says,
    parts: partsOf('', plain, {}),
    others: [],
  };
}
