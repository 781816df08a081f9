/** Which forward proxy a host is reached through: the registry's own, else HTTPS_PROXY/HTTP_PROXY and NO_PROXY. */
import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../../config.ts';
import { isLoopback } from '../../engine/loopback.ts';
import type { Endpoint } from '../../engine/registry.ts';

export interface ForwardProxy {
  readonly secure: boolean;
  readonly endpoint: Endpoint;
  /** `Proxy-Authorization`, when the URL holds a login. Never shown. */
  readonly authorization: string | null;
}

export interface Proxies {
  /** `own` is the proxy of the registry's configuration. */
  of(target: Endpoint, scheme: 'http' | 'https', own: string | undefined): ForwardProxy | null;
}

/** Reads the proxy variables, upper or lower case, as Go's net/http does. Throws ConfigError for a bad URL. */
export function createProxies(variable: (name: string) => string | undefined): Proxies {
  const read = (name: string): string | undefined => variable(name) || variable(name.toLowerCase());
  const byScheme = {
    https: parseProxy('HTTPS_PROXY', read('HTTPS_PROXY')),
    http: parseProxy('HTTP_PROXY', read('HTTP_PROXY')),
  };
  const except = (read('NO_PROXY') ?? '').split(',').map((each) => each.trim().toLowerCase());
  return {
    of(target, scheme, own) {
      if (own) return parseProxy('proxy', own);
      const proxy = byScheme[scheme];
      if (!proxy || isLoopback(target.host)) return null;
      return except.some((rule) => exempt(rule, target)) ? null : proxy;
    },
  };
}

/** Go's httpproxy rules: `*`, a domain with all below it, `.domain` for what lies below, addresses, ranges, ports. */
function exempt(rule: string, { host, port }: Endpoint): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const [, name = rule, only] = /^(.*?)(?::(\d+))?$/.exec(isIP(rule) ? '' : rule) ?? [];
  const wanted = name === '' ? rule : name;
  if (only && Number(only) !== port) return false;
  if (isIP(host)) return wanted.includes('/') ? inRange(host, wanted) : wanted === host;
  const below = wanted.replace(/^\*?\./, '.');
  const lower = host.toLowerCase();
  return below.startsWith('.') ? lower.endsWith(below) : lower === below || lower.endsWith(`.${below}`);
}

function inRange(address: string, range: string): boolean {
  const [net = '', bits] = range.split('/');
  const family = isIP(net);
  const prefix = Number(bits);
  if (!family || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(net, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function parseProxy(setting: string, text: string | undefined): ForwardProxy | null {
  if (!text) return null;
  const given = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(given) || !/^https?:\/\//.test(given))
    throw new ConfigError(`${setting} is not a proxy's address; write http://proxy.example.com:3128`);
  const url = new URL(given);
  const secure = url.protocol === 'https:';
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    secure,
    endpoint: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 443 : 80)),
    },
    authorization: url.username ? `Basic ${Buffer.from(login).toString('base64')}` : null,
  };
}
