/**
 * Which keys of a pull secret the kubelet uses for an image, and why it passes over the others.
 * Follows kubernetes pkg/credentialprovider/keyring.go: Add, URLsMatch, Lookup, isDefaultRegistryMatch.
 */
import { labelMatches } from './label-glob.ts';
import type { ImageReference } from './reference.ts';

export type { DockerConfig, DockerConfigEntry } from './docker-config.ts';
export { DOCKER_CFG, DOCKER_CONFIG_JSON, readDockerConfig } from './docker-config.ts';

export type KeyMismatch = 'port' | 'path' | 'wildcard' | 'sibling' | 'foreign';

export interface Matched<Entry> {
  /** In the order in which the kubelet tries them. */
  readonly matching: readonly Entry[];
  readonly passedOver: readonly { readonly entry: Entry; readonly why: KeyMismatch }[];
}

interface Address {
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

/** The kubelet's key for Docker Hub, used only when no other key matches. */
const HUB_KEY = 'index.docker.io';

/** Sorts entries into those the kubelet would send for this image, in its order, and the rest. Pure. */
export function matchCredentials<Entry extends { readonly key: string }>(
  image: Pick<ImageReference, 'domain' | 'path'>,
  entries: readonly Entry[],
): Matched<Entry> {
  const target = split(`${image.domain}/${image.path}`);
  const indexed = entries.map((entry) => ({ entry, index: indexKey(entry.key) }));
  let matched = indexed.filter(({ index }) => index !== null && matches(split(index), target));
  if (matched.length === 0 && image.domain === 'docker.io')
    matched = indexed.filter(({ index }) => index === HUB_KEY);
  const chosen = new Set(matched);
  return {
    // Reverse byte order, so that longer paths come first; equal keys keep the order of the secrets.
    matching: matched
      .toSorted((a, b) => Buffer.compare(Buffer.from(b.index ?? ''), Buffer.from(a.index ?? '')))
      .map(({ entry }) => entry),
    passedOver: indexed
      .filter((each) => !chosen.has(each))
      .map(({ entry, index }) => ({ entry, why: mismatch(index, target) })),
  };
}

/** The host a key names, without scheme, port and path; null for a key with a wildcard or no host. */
export function keyHost(key: string): string | null {
  const index = indexKey(key);
  if (index === null) return null;
  const { host } = split(index);
  return host === '' || /[*?[\]\\]/.test(host) ? null : host;
}

/** What the kubelet files a key under: scheme and a leading /v1/ or /v2/ stripped; null when it ignores it. */
function indexKey(key: string): string | null {
  const rest = key.replace(/^https?:\/\//, '').replace(/[?#].*$/s, '');
  const slash = rest.indexOf('/');
  const host = (slash < 0 ? rest : rest.slice(0, slash)).replace(/^.*@/, '');
  const path = slash < 0 ? '' : rest.slice(slash);
  // Go's url.Parse refuses spaces and ports that are no number, and the kubelet then ignores the entry.
  if (!/^(\[[^\]\s]*\]|[^:\s]*)(:\d*)?$/.test(host)) return null;
  const effective = /^\/v[12]\//.test(path) ? path.slice(3) : path;
  return effective === '/' ? host : host + effective;
}

/** Go's net.SplitHostPort on the host; without a port, brackets of an IPv6 address stay. */
function split(schemeless: string): Address {
  const slash = schemeless.indexOf('/');
  const authority = slash < 0 ? schemeless : schemeless.slice(0, slash);
  const path = slash < 0 ? '' : schemeless.slice(slash);
  const bracketed = /^\[([^\]]*)\]:(\d*)$/.exec(authority);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '', path };
  const plain = /^([^:]*):(\d*)$/.exec(authority);
  if (plain) return { host: plain[1] ?? '', port: plain[2] ?? '', path };
  return { host: authority, port: '', path };
}

function matches(key: Address, target: Address): boolean {
  return key.port === target.port && target.path.startsWith(key.path) && hostMatches(key.host, target.host);
}

function hostMatches(glob: string, host: string): boolean {
  const [globs, labels] = [glob.split('.'), host.split('.')];
  return globs.length === labels.length && globs.every((each, at) => labelMatches(each, labels[at] ?? ''));
}

function mismatch(index: string | null, target: Address): KeyMismatch {
  if (index === null) return 'foreign';
  const key = split(index);
  const sameHost =
    hostMatches(key.host, target.host) || (key.host === HUB_KEY && target.host === 'docker.io');
  if (sameHost) return key.port === target.port ? 'path' : 'port';
  const wild = /^[^.]*\*[^.]*\.(.+)$/.exec(key.host)?.[1];
  if (wild && (target.host === wild || target.host.endsWith(`.${wild}`))) return 'wildcard';
  return domainOf(key.host) !== null && domainOf(key.host) === domainOf(target.host) ? 'sibling' : 'foreign';
}

/** The domain an organisation owns, near enough: two labels, three under suffixes such as co.uk and com.cn. */
function domainOf(host: string): string | null {
  if (/^[\d.]+$/.test(host) || host.includes(':')) return null;
  const labels = host.toLowerCase().split('.');
  const takes = /^(co|com|net|org|gov|edu|ac|ne|or|go)\.[a-z]{2}$/.test(labels.slice(-2).join('.')) ? 3 : 2;
  return labels.length < takes ? null : labels.slice(-takes).join('.');
}
