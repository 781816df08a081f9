/**
 * Image references as the distribution library reads them (github.com/distribution/reference: regexp.go,
 * normalize.go, reference.go; the kubelet and containerd both use it), with Docker's defaults.
 */
import { isIP } from 'node:net';
import { digestFault } from './reference-digest.ts';
import { HUB, PATH_LIMIT, REFERENCE, splitDomain } from './reference-grammar.ts';
import { type InvalidReference, invalidReference } from './reference-invalid.ts';
import type { Endpoint } from './registry.ts';

/** An image reference taken apart as the distribution grammar and Docker's defaults say. */
export interface ImageReference {
  readonly given: string;
  /** `docker.io` when none was given. Includes the port where one was given. */
  readonly domain: string;
  /** Repository path, `library/nginx` for a bare `nginx`. */
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
  /** What is asked for at the registry: the digest, else the tag (`latest` when neither was given). */
  readonly reference: string;
  /** Where the registry API of the domain answers: docker.io → registry-1.docker.io:443. */
  readonly endpoint: Endpoint;
}

export type ParsedReference = { readonly state: 'valid'; readonly ref: ImageReference } | InvalidReference;

/** Reads a reference. Pure; never throws; time linear in the text. */
export function parseReference(given: string): ParsedReference {
  // 64 hexadecimal digits would be taken for an image id.
  if (/^[a-f0-9]{64}$/.test(given)) return invalidReference(given, parseReference);
  const { domain, rest } = splitDomain(given);
  const [, , path, tag = null, digest = null] = REFERENCE.exec(`${domain}/${rest}`) ?? [];
  if (path === undefined || path.length > PATH_LIMIT || (digest && digestFault(digest)))
    return invalidReference(given, parseReference);
  const endpoint = endpointOf(domain);
  if (!endpoint) return invalidReference(given, parseReference);
  return {
    state: 'valid',
    ref: { given, domain, path, tag, digest, reference: digest ?? tag ?? 'latest', endpoint },
  };
}

/** Null for a port that no address has. */
function endpointOf(domain: string): Endpoint | null {
  if (domain === HUB) return { host: 'registry-1.docker.io', port: 443 };
  const [, bracketed, name, port] = /^(?:\[(.*)\]|([^:]*))(?::([0-9]+))?$/.exec(domain) ?? [];
  const number = Number(port ?? 443);
  if (number < 1 || number > 65_535) return null;
  if (bracketed !== undefined && isIP(bracketed) !== 6) return null;
  return { host: bracketed ?? name ?? domain, port: number };
}
