/** Reads single characters, escapes and classes off a pattern's source. Pure. */

/** `none`: takes no character. `any`: too many to name. */
export interface Read {
  readonly of: readonly string[] | 'any' | 'none';
  /** Where the pattern goes on. */
  readonly at: number;
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };
/** A class of more characters than this is taken for any. */
const MOST_MEMBERS = 8;

/** The escape that begins at `at`. Throws a SyntaxError where it does not know one. */
export function escapeAt(source: string, at: number): Read {
  const letter = source.charAt(at + 1);
  if (/[dDwWsS]/.test(letter)) return { of: 'any', at: at + 2 };
  if (/[bB]/.test(letter)) return { of: 'none', at: at + 2 };
  const code = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(source.slice(at, at + 6));
  if (code) {
    const one = String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
    return { of: [one], at: at + code[0].length };
  }
  const control = CONTROLS[letter];
  if (control !== undefined) return { of: [control], at: at + 2 };
  const back = /^\\(?:k<\w{1,60}>|[1-9]\d{0,2})/.exec(source.slice(at, at + 70));
  if (back) return { of: 'any', at: at + back[0].length };
  // A control letter, a property: what it stands for is not followed.
  if (letter === '' || /[A-Za-z0-9]/.test(letter)) throw new SyntaxError(`\\${letter} is not followed`);
  return { of: [letter], at: at + 2 };
}

/** The class that begins at `at` with `[`. */
export function charactersOf(source: string, at: number): Read {
  const negated = source[at + 1] === '^';
  const members = new Set<string>();
  let many = negated;
  let next = at + (negated ? 2 : 1);
  while (source[next] !== ']') {
    if (next >= source.length) throw new SyntaxError('a class that does not end');
    const first = memberAt(source, next);
    next = first.at;
    const isRange = source[next] === '-' && source[next + 1] !== ']';
    if (isRange) next = memberAt(source, next + 1).at;
    if (isRange || typeof first.of === 'string') many = true;
    else for (const one of first.of) members.add(one);
  }
  return { of: many || members.size > MOST_MEMBERS ? 'any' : [...members], at: next + 1 };
}

function memberAt(source: string, at: number): Read {
  if (source[at] !== '\\') return { of: [source.charAt(at)], at: at + 1 };
  // In a class `\b` is a backspace.
  return source[at + 1] === 'b' ? { of: ['\b'], at: at + 2 } : escapeAt(source, at);
}
