/** Where a finding points to: the host that was not reached, else the registry of the image. Pure. */
import { parseReference } from '../engine/reference.ts';
import type { Pull } from '../engine/subject.ts';
import type { WayTo } from './measuring-job.ts';

/** What findings tell of it, each in its own way. */
export interface Whereto {
  readonly url?: string | null;
  /** With port where it is not 443. */
  readonly domain?: string | null;
  readonly host?: string | null;
  readonly port?: number;
  readonly sources?: readonly unknown[];
}

/** Null: nothing names a host that could be asked. */
export function wayTo({ url, domain, host, port }: Whereto, { image, installation }: Pull): WayTo | null {
  const parsed = installation === undefined ? parseReference(image) : null;
  const own = parsed?.state === 'valid' ? parsed.ref.endpoint : null;
  // Who speaks of the image's own host need not repeat its port.
  const at = port ?? (host === own?.host ? own?.port : undefined);
  const named = url || domain || (host && at !== undefined ? `${bracketed(host)}:${at}` : host);
  if (named) return wayOf(named);
  if (installation)
    return installation.host === null ? null : wayOf(withScheme(installation.host, installation.scheme));
  return own && { scheme: 'https', host: own.host, port: own.port };
}

function withScheme(host: string, scheme: 'http' | undefined): string {
  return scheme === undefined ? host : `${scheme}://${host}`;
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function wayOf(named: string): WayTo | null {
  const text = /^https?:\/\//.test(named) ? named : `https://${named}`;
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port } = new URL(text);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return { scheme, host: hostname, port: Number(port) || (scheme === 'http' ? 80 : 443) };
}
