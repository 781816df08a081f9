/**
 * What a pattern cannot match without: words of which every text it matches holds at least one. Read off the
 * pattern's source; where that cannot be told, null, and the pattern has to be tried on every text. Pure.
 */
import { charactersOf, escapeAt, type Read } from './pattern-characters.ts';

/** Shorter words stand in every line and sieve nothing; characters. */
const SHORTEST = 3;
/** Of longer words their beginning tells enough; characters. */
const LONGEST = 24;
/** More strings than this are not followed further; a word of each would be no sieve. */
const MOST_EXACT = 24;

/** `exact`: every string this part can be, if they are few. `words`: any match of it holds one of these. */
interface Part {
  readonly exact: readonly string[] | null;
  readonly words: readonly string[] | null;
}

const NOTHING: Part = { exact: [''], words: null };
const ANYTHING: Part = { exact: null, words: null };

/** Words in lower case (ASCII); null where the pattern has none. Never throws. */
export function requiredWords({ source, flags }: RegExp): readonly string[] | null {
  // With `u` or `v` letters fold beyond ASCII, which the sieve does not follow.
  if (/[uvy]/.test(flags)) return null;
  try {
    const { part, at } = alternatives({ source, ignoresCase: flags.includes('i') }, 0);
    const words = at === source.length ? wordsOf(part) : null;
    return words && unique(words.map((word) => word.slice(0, LONGEST)));
  } catch {
    return null;
  }
}

interface Pattern {
  readonly source: string;
  readonly ignoresCase: boolean;
}

interface Parsed {
  readonly part: Part;
  /** Where the pattern goes on. */
  readonly at: number;
}

function alternatives(pattern: Pattern, from: number): Parsed {
  const parts: Part[] = [];
  for (let at = from; ; at += 1) {
    const read = sequence(pattern, at);
    parts.push(read.part);
    at = read.at;
    if (pattern.source[at] !== '|') return { part: either(parts), at };
  }
}

function sequence(pattern: Pattern, from: number): Parsed {
  const parts: Part[] = [];
  let at = from;
  while (at < pattern.source.length && pattern.source[at] !== '|' && pattern.source[at] !== ')') {
    const one = atom(pattern, at);
    const often = repetition(pattern.source, one.at);
    parts.push(repeated(one.part, often));
    at = often.at;
  }
  return { part: oneAfterOther(parts), at };
}

function atom(pattern: Pattern, at: number): Parsed {
  const { source, ignoresCase } = pattern;
  switch (source[at]) {
    case '(':
      return group(pattern, at);
    case '[':
      return characters(charactersOf(source, at), ignoresCase);
    case '\\':
      return characters(escapeAt(source, at), ignoresCase);
    case '^':
    case '$':
      return { part: NOTHING, at: at + 1 };
    case '.':
      return { part: ANYTHING, at: at + 1 };
    default:
      return characters({ of: [source.charAt(at)], at: at + 1 }, ignoresCase);
  }
}

/** What is only looked at (`(?=`, `(?!`, `(?<=`, `(?<!`) takes no characters and so demands no word. */
function group(pattern: Pattern, at: number): Parsed {
  const head =
    /^\((?:\?(?:<[A-Za-z_$][\w$]*>|<?[=!]|:))?/.exec(pattern.source.slice(at, at + 100))?.[0] ?? '(';
  const inner = alternatives(pattern, at + head.length);
  if (pattern.source[inner.at] !== ')') throw new SyntaxError('a group that does not end');
  return { part: /[=!]$/.test(head) ? NOTHING : inner.part, at: inner.at + 1 };
}

function characters({ of, at }: Read, ignoresCase: boolean): Parsed {
  if (of === 'none') return { part: NOTHING, at };
  if (of === 'any') return { part: ANYTHING, at };
  if (ignoresCase && of.some((one) => one.charCodeAt(0) > 127)) return { part: ANYTHING, at };
  const exact = unique(of.map(folded));
  return { part: exact.length > MOST_EXACT ? ANYTHING : { exact, words: null }, at };
}

interface Repetition {
  readonly least: number;
  readonly most: number;
  readonly at: number;
}

function repetition(source: string, at: number): Repetition {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 40));
  if (!found) return { least: 1, most: 1, at };
  const end = at + found[0].length;
  if (found[1] === '?') return { least: 0, most: 1, at: end };
  if (found[1] !== undefined) return { least: found[1] === '*' ? 0 : 1, most: Infinity, at: end };
  const least = Number(found[2]);
  const most = found[3] === '' ? least : found[4] === '' ? Infinity : Number(found[4]);
  return { least, most, at: end };
}

function repeated(part: Part, { least, most }: Repetition): Part {
  if (least === 1 && most === 1) return part;
  if (least === 0 && most === 1) return either([part, NOTHING]);
  return least === 0 ? ANYTHING : { exact: null, words: wordsOf(part) };
}

function either(parts: readonly Part[]): Part {
  const exact = parts.every((part) => part.exact !== null)
    ? unique(parts.flatMap((part) => part.exact ?? []))
    : null;
  const each = parts.map(wordsOf);
  const words = each.every((some) => some !== null) ? unique(each.flatMap((some) => some ?? [])) : null;
  return { exact: exact !== null && exact.length <= MOST_EXACT ? exact : null, words };
}

/** Strings that stand side by side grow together; what cannot be followed ends one and begins the next. */
function oneAfterOther(parts: readonly Part[]): Part {
  const demands: (readonly string[])[] = [];
  let run: readonly string[] = [''];
  let whole = true;
  const demand = (words: readonly string[] | null): void => {
    if (words) demands.push(words);
  };
  for (const part of parts) {
    demand(part.words);
    if (part.exact && run.length * part.exact.length <= MOST_EXACT) {
      const next = part.exact;
      run = unique(run.flatMap((head) => next.map((tail) => head + tail)));
      continue;
    }
    demand(longEnough(run));
    run = part.exact ?? [''];
    whole = false;
  }
  demand(longEnough(run));
  const [words = null] = demands.toSorted(byTelling);
  return { exact: whole ? run : null, words };
}

function wordsOf({ exact, words }: Part): readonly string[] | null {
  const own = exact && longEnough(exact);
  const [best = null] = [own, words].filter((some) => some !== null).toSorted(byTelling);
  return best;
}

function longEnough(strings: readonly string[]): readonly string[] | null {
  return strings.length > 0 && shortest(strings) >= SHORTEST ? strings : null;
}

/** Longer words are rarer, and so are few. */
function byTelling(a: readonly string[], b: readonly string[]): number {
  return shortest(b) - shortest(a) || a.length - b.length;
}

function shortest(strings: readonly string[]): number {
  return Math.min(...strings.map(({ length }) => length));
}

function unique(strings: readonly string[]): readonly string[] {
  return [...new Set(strings)];
}

/** ASCII only: what `i` without `u` takes for the same. */
function folded(one: string): string {
  return one.replace(/[A-Z]/, (letter) => letter.toLowerCase());
}
