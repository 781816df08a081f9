import type { Check } from '../check.ts';
import type { Sign } from '../sign.ts';
import { type Core, coreOf, isAnchored } from './core.ts';
import { likelySigns } from './likely-signs.ts';
import type { Segment } from './segments.ts';

/** One sign recognised in one segment. */
export interface Match {
  readonly check: Check;
  readonly sign: Sign;
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
  readonly groups: Readonly<Record<string, string>>;
}

/** The best match of a segment first, then what else it names. */
export function matchSegment(
  segment: Segment,
  checks: readonly Check[],
  op: 'pull' | 'push' | undefined,
): readonly Match[] {
  let bare: Core | null | undefined;
  const core = () => {
    if (bare === undefined) bare = coreOf(segment.text);
    return bare;
  };
  const all = likelySigns(segment.text, checks)
    .filter(({ sign }) => sign.op === undefined || op === undefined || sign.op === op)
    .flatMap(({ check, sign }) => matchOf(check, sign, segment, core));
  return all.filter((match) => !all.some((other) => readsMore(other, match))).sort(byWeight);
}

function matchOf(check: Check, sign: Sign, segment: Segment, core: () => Core | null): readonly Match[] {
  const found = sign.pattern.exec(segment.text);
  if (found) return [matchAt(found, 0)];
  const bare = isAnchored(sign.pattern) ? core() : null;
  const inside = bare && sign.pattern.exec(bare.text);
  return inside ? [matchAt(inside, bare.offset)] : [];

  function matchAt({ 0: words, index, groups = {} }: RegExpExecArray, offset: number): Match {
    const from = index + offset;
    return { check, sign, segment, from, to: from + words.length, groups };
  }
}

/** A sign that covers all of another's words and more has understood more; of pulls and of components apart. */
function readsMore(a: Match, b: Match): boolean {
  if (a.check.scope !== b.check.scope) return false;
  return a.from <= b.from && a.to >= b.to && a.to - a.from > b.to - b.from;
}

/**
 * Words that leave fewer other causes tell more. Of equals the words furthest in: errors wrap what they
 * called, so those come last.
 */
function byWeight(a: Match, b: Match): number {
  return weight(a) - weight(b) || leaves(a) - leaves(b) || b.to - a.to || b.to - b.from - (a.to - a.from);
}

function leaves({ sign }: Match): number {
  return sign.orElse?.length ?? 0;
}

/** Smaller is more telling: sure words, then words that could mean else, then mere circumstances. */
export function weight({ sign }: Match): number {
  if (sign.tells === 'sure') return 0;
  return isCircumstance(sign) ? 2 : 1;
}

/** Words that suggest a cause and leave no other are no error of their own: a warning told beside one. */
export function isCircumstance(sign: Sign): boolean {
  return sign.tells === 'suggests' && (sign.orElse ?? []).length === 0;
}
