/** `WWW-Authenticate` (RFC 9110 §11.6.1), which may carry several challenges in one line. */

export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** Lower-case names. */
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/;
const SCHEME = /^[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?=\s|,|$)(?!\s*=)/;

/** All challenges of a header value; parts that are none are passed over. Linear in the text. */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
  const challenges: Challenge[] = [];
  let rest = header ?? '';
  let parameters: Record<string, string> | null = null;
  while (rest.trim() !== '') {
    const parameter = parameters ? PARAMETER.exec(rest) : null;
    const scheme = parameter ? null : SCHEME.exec(rest);
    if (parameter && parameters) {
      const [, name = '', quoted, token = ''] = parameter;
      parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? token;
    } else if (scheme) {
      parameters = {};
      challenges.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters });
    }
    const taken = parameter ?? scheme;
    rest = taken ? rest.slice(taken[0].length) : rest.replace(/^[^,]*,?/, '');
  }
  return challenges;
}

/** The challenge containerd would answer: Bearer before Basic (remotes/docker/auth/parse.go, byScheme). */
export function chosenChallenge(header: string | undefined): Challenge | null {
  const challenges = parseChallenges(header);
  const named = (scheme: string) => challenges.find((each) => each.scheme === scheme);
  return named('bearer') ?? named('basic') ?? null;
}
