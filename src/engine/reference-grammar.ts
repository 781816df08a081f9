/**
 * The grammar of image references and Docker's rule for where the domain ends
 * (github.com/distribution/reference: regexp.go, normalize.go).
 */

const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

/** Domain, path, tag and digest of a reference whose domain is spelt out. */
export const REFERENCE = new RegExp(`^(${DOMAIN})/(${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`);
/** The parts of the grammar, each anchored, to tell which one a text breaks. */
export const GRAMMAR = {
  domain: new RegExp(`^${DOMAIN}$`),
  path: new RegExp(`^${PATH}$`),
  tag: new RegExp(`^${TAG}$`),
  digest: new RegExp(`^${DIGEST}$`),
} as const;

/** What a reference without a domain means. */
export const HUB = 'docker.io';
/** Longest repository path the library accepts. */
export const PATH_LIMIT = 255;

/** Docker's rule for where the domain ends: splitDockerDomain of normalize.go. */
export function splitDomain(given: string): { readonly domain: string; readonly rest: string } {
  const slash = given.indexOf('/');
  if (slash < 0) return { domain: HUB, rest: `library/${given}` };
  const first = given.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const domain = !isDomain || first === 'index.docker.io' ? HUB : first;
  const rest = isDomain ? given.slice(slash + 1) : given;
  return { domain, rest: domain === HUB && !rest.includes('/') ? `library/${rest}` : rest };
}
