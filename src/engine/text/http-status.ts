/** How clients tell an HTTP status, each in its own way; the patterns of signs are made of it. Pure. */

/** What stands before the number: `unexpected HTTP status: `, `StatusCode: `, `returned error: `, `Status `. */
const TOLD =
  '(?:[Ss]tatus(?: ?[Cc]ode)?(?: from registry)?:? |HTTP (?:response )?(?:code:? |status:? |error:? )?|response code:? |returned error: )';

/**
 * Matches any of these statuses as containerd, Docker, containers/image, go-containerregistry, oras, curl, Java
 * and Python print them. It matches few characters, so that whoever reads more of the same error wins.
 * Reasons may be patterns of their own, without repetitions; an empty one is not looked for.
 */
export function toldStatus(reasons: Readonly<Record<number, string>>): RegExp {
  const codes = Object.keys(reasons).join('|');
  const named = Object.entries(reasons)
    .filter(([, reason]) => reason !== '')
    .map(([code, reason]) => `\\b${code} (?:${reason})`);
  const numbers = `${TOLD}(?:${codes})\\b|\\b(?:${codes}) (?:Client|Server) Error`;
  return new RegExp([numbers, ...named].join('|'));
}
