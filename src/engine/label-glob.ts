/** Go's filepath.Match for one label of a host name, as the kubelet matches keys of pull secrets. */

type Token =
  | { readonly takes: 'any' }
  | { readonly takes: 'one'; readonly fits: (character: string) => boolean };

/** Does the label fit the glob (`*`, `?`, `[a-z]`, `[^a]`, `\` escapes)? A broken pattern fits nothing. */
export function labelMatches(glob: string, label: string): boolean {
  const tokens = tokenize(glob);
  if (!tokens) return false;
  const characters = [...label];
  let [token, at, star, retry] = [0, 0, -1, 0];
  // Greedy with one point to go back to: quadratic at worst, never exponential.
  while (at < characters.length) {
    const current = tokens[token];
    if (current?.takes === 'any') {
      star = token++;
      retry = at;
    } else if (current?.fits(characters[at] ?? '')) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ takes }) => takes === 'any');
}

function tokenize(glob: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (const [text] of glob.matchAll(/\*|\?|\[\^?(?:\\.|[^\]\\])+\]|\\.|./gsu)) {
    if (text === '[' || text === '\\') return null;
    if (text === '*') tokens.push({ takes: 'any' });
    else if (text === '?') tokens.push({ takes: 'one', fits: () => true });
    else if (text.length > 1 && text.startsWith('[')) tokens.push({ takes: 'one', fits: classOf(text) });
    else tokens.push({ takes: 'one', fits: (character) => character === text.replace(/^\\/, '') });
  }
  return tokens;
}

function classOf(text: string): (character: string) => boolean {
  const negated = text.startsWith('[^');
  const ranges = [...text.slice(negated ? 2 : 1, -1).matchAll(/(\\?.)(?:-(\\?.))?/gsu)].map(
    ([, from = '', to = from]) => ({ from: from.replace(/^\\/, ''), to: to.replace(/^\\/, '') }),
  );
  return (character) => ranges.some(({ from, to }) => character >= from && character <= to) !== negated;
}
