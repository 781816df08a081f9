/** Addresses of the distribution API (opencontainers/distribution-spec, spec.md §Endpoints). */
import { isIP } from 'node:net';
import type { ImageReference } from '../reference.ts';
import type { Endpoint } from '../registry.ts';

export type Scheme = 'http' | 'https';

/** `https://host[:port]`, the port left out where it is the scheme's own. */
export function originOf({ host, port }: Endpoint, scheme: Scheme): string {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? `${scheme}://${name}` : `${scheme}://${name}:${port}`;
}

export function manifestUrl(
  origin: string,
  { path }: Pick<ImageReference, 'path'>,
  reference: string,
): string {
  return `${origin}/v2/${path}/manifests/${reference}`;
}

export function blobUrl(origin: string, { path }: Pick<ImageReference, 'path'>, digest: string): string {
  return `${origin}/v2/${path}/blobs/${digest}`;
}

export function tagsUrl(origin: string, { path }: Pick<ImageReference, 'path'>, count: number): string {
  return `${origin}/v2/${path}/tags/list?n=${count}`;
}

/**
 * Next page of a `Link` header (RFC 8288), or null when there is none or it leads to another host: a login
 * must not follow it there.
 */
export function nextPage(link: string | undefined, from: string): string | null {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, from)) return null;
  const next = new URL(target, from);
  return next.origin === new URL(from).origin ? next.href : null;
}
