/** Which logins fit an image: the kubelet's docker keyring, by host, port, wildcard and path. */

export interface NodeLogin {
  readonly username: string;
  readonly password: string;
}

export interface Keyring {
  /** Logins to try for `host/path`, in order; empty: pull anonymously. */
  lookup(repository: string): readonly NodeLogin[];
}

const DEFAULT_KEY = 'index.docker.io';

/** Entries of docker configs, first secret first. */
export function createKeyring(entries: readonly (readonly [key: string, login: NodeLogin])[]): Keyring {
  const index = new Map<string, NodeLogin[]>();
  for (const [key, login] of entries) {
    const place = indexKey(key);
    if (place === null) continue;
    index.set(place, [...(index.get(place) ?? []), login]);
  }
  // Reverse alphabetical, so that the longer path comes before the shorter.
  const keys = [...index.keys()].sort().reverse();
  return {
    lookup: (repository) => {
      const found = keys.filter((key) => fits(key, repository)).flatMap((key) => index.get(key) ?? []);
      if (found.length > 0) return found;
      return isDefaultRegistry(repository) ? (index.get(DEFAULT_KEY) ?? []) : [];
    },
  };
}

/** `https://reg.io/v1/` → `reg.io`; `reg.io/team` stays. */
function indexKey(key: string): string | null {
  const url = asUrl(key);
  if (!url) return null;
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice(3) : url.path;
  return path === '' || path === '/' ? url.authority : url.authority + path;
}

function fits(key: string, repository: string): boolean {
  const glob = asUrl(key);
  const target = asUrl(repository);
  if (!glob || !target) return false;
  const wanted = splitHost(glob.authority);
  const actual = splitHost(target.authority);
  return (
    wanted.port === actual.port &&
    wanted.labels.length === actual.labels.length &&
    target.path.startsWith(glob.path) &&
    wanted.labels.every((label, index) => globLabel(label, actual.labels[index] ?? ''))
  );
}

/** `*`, `?` and ranges inside one label; never across a dot. */
function globLabel(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${source}$`).test(text);
  } catch {
    return false;
  }
}

function asUrl(text: string): { readonly authority: string; readonly path: string } | null {
  const bare = text.replace(/^https?:\/\//, '');
  const match = /^([^/\s]*)(\/[^\s]*)?$/.exec(bare);
  return match?.[1] ? { authority: match[1], path: match[2] ?? '' } : null;
}

function splitHost(authority: string): { readonly labels: readonly string[]; readonly port: string } {
  const match = /^(.*?)(?::(\d*))?$/.exec(authority);
  return { labels: (match?.[1] ?? '').split('.'), port: match?.[2] ?? '' };
}

function isDefaultRegistry(repository: string): boolean {
  const [first = '', ...rest] = repository.split('/');
  if (rest.length === 0 || first === 'docker.io' || first === 'index.docker.io') return true;
  return !/[.:]/.test(first);
}
