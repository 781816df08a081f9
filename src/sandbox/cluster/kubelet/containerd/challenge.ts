/** `WWW-Authenticate` headers, Bearer before Basic. */
export interface Challenge {
  readonly scheme: 'bearer' | 'basic' | 'other';
  readonly parameters: Readonly<Record<string, string>>;
}

export function parseChallenges(headers: readonly string[]): readonly Challenge[] {
  const order = { bearer: 0, basic: 1, other: 2 } as const;
  return headers.map(parse).toSorted((a, b) => order[a.scheme] - order[b.scheme]);
}

function parse(header: string): Challenge {
  const space = header.indexOf(' ');
  const name = (space < 0 ? header : header.slice(0, space)).toLowerCase();
  const scheme = name === 'bearer' || name === 'basic' ? name : 'other';
  const pairs =
    space < 0 ? [] : [...header.slice(space).matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)];
  return {
    scheme,
    parameters: Object.fromEntries(
      pairs.map(([, key = '', quoted, bare]) => [key.toLowerCase(), quoted ?? bare ?? '']),
    ),
  };
}
