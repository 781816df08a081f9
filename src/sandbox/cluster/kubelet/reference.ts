/** Image names as the node reads them: the distribution grammar, and what it says of a bad one. */

export interface ImageName {
  /** `docker.io` for a short name; with its port where it has one. */
  readonly domain: string;
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
  /** Fully qualified: `docker.io/library/nginx:latest`. */
  readonly full: string;
}

/** What the parser says of a name that is none. */
export class InvalidName extends Error {
  override readonly name = 'InvalidName';
}

const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PART = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PART}(?:/${PART})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const FORMAT = 'invalid reference format';
const NAME_LIMIT = 255;

/** Reads an image name. Throws InvalidName in the parser's words. */
export function parseImageName(given: string): ImageName {
  if (/^[a-f0-9]{64}$/.test(given))
    throw new InvalidName(`invalid repository name (${given}), cannot specify 64-byte hexadecimal strings`);
  const { domain, rest } = splitDomain(given);
  const at = rest.indexOf('@');
  const digest = at < 0 ? null : rest.slice(at + 1);
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const path = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : null;
  if (path !== path.toLowerCase())
    throw new InvalidName(`${FORMAT}: repository name (${path}) must be lowercase`);
  if (!DOMAIN.test(domain) || !PATH.test(path)) throw new InvalidName(FORMAT);
  if (tag !== null && !TAG.test(tag)) throw new InvalidName(FORMAT);
  if (digest !== null && !DIGEST.test(digest)) throw new InvalidName(FORMAT);
  if (digest?.startsWith('sha256:') && digest.length !== 71)
    throw new InvalidName('invalid checksum digest length');
  if (`${domain}/${path}`.length > NAME_LIMIT)
    throw new InvalidName('repository name must not be more than 255 characters');
  const shownTag = tag ?? (digest === null ? 'latest' : null);
  const full = `${domain}/${path}${shownTag === null ? '' : `:${shownTag}`}${digest === null ? '' : `@${digest}`}`;
  return { domain, path, tag: shownTag, digest, full };
}

/** The first part is a host when it looks like one; else the name is Docker Hub's. */
function splitDomain(given: string): { readonly domain: string; readonly rest: string } {
  const slash = given.indexOf('/');
  const first = slash < 0 ? '' : given.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const domain = isHost ? first : 'docker.io';
  const rest = isHost ? given.slice(slash + 1) : given;
  if (domain !== 'docker.io' && domain !== 'index.docker.io') return { domain, rest };
  return { domain: 'docker.io', rest: rest.includes('/') ? rest : `library/${rest}` };
}
