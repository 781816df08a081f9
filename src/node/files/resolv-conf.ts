/** `/etc/resolv.conf` as Go's net package reads it (dnsconfig_unix.go), since the runtimes are written in Go. Pure. */
import { isIP } from 'node:net';

export interface ResolvConf {
  /** Address and port of each server. */
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with fewer dots is tried with the search domains first. */
  readonly ndots: number;
}

/** Go and libc take no more. */
const MOST_SERVERS = 3;

export function parseResolvConf(text: string): ResolvConf {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split('\n')) {
    const [key, ...values] = line
      .replace(/[#;].*$/, '')
      .trim()
      .split(/\s+/);
    if (key === 'nameserver' && servers.length < MOST_SERVERS) {
      const server = serverOf(values[0] ?? '');
      if (server !== null) servers.push(server);
    }
    if (key === 'search' || key === 'domain') search = values;
    if (key === 'options') ndots = ndotsOf(values) ?? ndots;
  }
  // Without any, Go asks this machine.
  return { servers: servers.length > 0 ? servers : ['127.0.0.1:53', '[::1]:53'], search, ndots };
}

/** The names that are asked for in turn (Go: dnsConfig.nameList). */
export function namesFor(
  host: string,
  { search, ndots }: Pick<ResolvConf, 'search' | 'ndots'>,
): readonly string[] {
  if (host.endsWith('.')) return [host];
  const dots = host.split('.').length - 1;
  const below = search
    .map((domain) => `${host}.${domain.replace(/^\.|\.$/g, '')}`)
    .filter((name) => name !== `${host}.`);
  return dots >= ndots ? [host, ...below] : [...below, host];
}

/** `10.0.0.2`, `fe80::1%eth0`, and `[10.0.0.2]:5353` as OpenBSD writes a port. */
function serverOf(value: string): string | null {
  const [, bracketed, port = '53'] = /^\[([^\]]+)\](?::(\d+))?$/.exec(value) ?? [];
  const address = bracketed ?? value;
  const family = isIP(address);
  if (family === 0) return null;
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

function ndotsOf(options: readonly string[]): number | null {
  const [, value] = options.map((each) => /^ndots:(\d+)$/.exec(each)).find((found) => found !== null) ?? [];
  return value === undefined ? null : Math.min(Number(value), 15);
}
