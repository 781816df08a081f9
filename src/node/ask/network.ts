/** The network as one host of the node's plan is reached: by the node's resolver, proxy and authorities. */
import { createAddressRules } from '../../clients/network/address-rules.ts';
import { shakeHands } from '../../clients/network/handshake.ts';
import { createHttp } from '../../clients/network/http.ts';
import { createProxies } from '../../clients/network/proxies.ts';
import type { NameResolver } from '../../clients/network/resolver.ts';
import type { Site } from '../../clients/network/sites.ts';
import { type Dialler, dialAddress } from '../../clients/network/socket.ts';
import { createTrustIn } from '../../clients/network/trust.ts';
import type { NetworkConfig } from '../../config.ts';
import { isLoopback } from '../../engine/loopback.ts';
import type {
  Endpoint,
  Handshake,
  HttpQuestion,
  NetworkAsker,
  RegistrySettings,
} from '../../engine/registry.ts';
import type { PlannedHost } from '../planned-host.ts';

/** What of the node decides how it reaches a host. */
export interface NodeSettings {
  readonly resolver: NameResolver;
  /** PEM. */
  readonly authorities: readonly string[];
  proxyVariable(name: string): string | undefined;
  readonly limits: NetworkConfig;
}

export interface HostNetwork extends NetworkAsker {
  readonly proxy: Endpoint | null;
  /** What the last answer of the host gave as its `Date`. */
  date(): string | null;
  close(): Promise<void>;
}

/** `authorities`: the node's and the host's own, PEM. Throws ConfigError for a proxy address that is none. */
export function openHostNetwork(planned: PlannedHost, settings: NodeSettings): HostNetwork {
  const { limits, resolver, authorities } = settings;
  const proxies = createProxies(settings.proxyVariable);
  const site: Site = {
    name: '',
    plainHttp: planned.scheme === 'http',
    trust: createTrustIn('the node', () => authorities),
    certificates: planned.certificates,
    login: null,
    proxyFor: (target, scheme) => proxies.of(target, scheme, undefined),
  };
  const proxy = site.proxyFor(planned, planned.scheme)?.endpoint ?? null;
  const register: RegistrySettings = {
    host: planned.host,
    kind: 'other',
    plainHttp: site.plainHttp,
    hasLogin: false,
    trust: site.trust.name,
    ...(proxy ? { proxy } : {}),
  };
  const dialler: Dialler = { resolver, rules: rulesFor(planned, limits), connectMs: limits.connectMs };
  const http = createHttp(dialler, { of: () => site }, limits);
  let date: string | null = null;
  return {
    proxy,
    resolver: resolver.name,
    settings: () => register,
    ownLogin: () => null,
    lookup: resolver.lookup,
    dial: (address, port) => dialAddress(dialler, address, port, proxy !== null),
    handshake: async (endpoint) => asTheRuntime(await shakeHands(dialler, site, endpoint), planned),
    async http(question) {
      const ending = await http.ask({ ...question, url: addressed(question, planned) });
      if (ending.ended === 'answered') date = ending.headers['date'] ?? date;
      return ending;
    },
    date: () => date,
    close: http.close,
  };
}

/** Law 12: another host that the node's own files place on this machine may be asked there; nothing else leads there. */
function rulesFor({ host, role, namespace, from }: PlannedHost, { allowAddresses }: NetworkConfig) {
  const named = from !== null && (role === 'mirror' || namespace !== null);
  const own = named && isLoopback(host) ? ['127.0.0.0/8', '::1/128'] : [];
  return createAddressRules([...allowAddresses, ...own]);
}

/** `skip_verify`: the certificate is looked at by nobody. */
function asTheRuntime(handshake: Handshake, { certificates }: PlannedHost): Handshake {
  if (handshake.ended !== 'done' || certificates === 'judged') return handshake;
  return { ...handshake, chain: [], untrusted: null, mismatch: null };
}

/** The API under the host's own path, with the registry's name for a mirror (containerd: `?ns=`). */
function addressed({ url }: HttpQuestion, { host, port, path, namespace }: PlannedHost): string {
  const target = new URL(url);
  const targetPort = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
  const own = target.hostname.replace(/^\[|\]$/g, '') === host && targetPort === port;
  if (!own || !/^\/v2(\/|$)/.test(target.pathname)) return url;
  target.pathname = `${path}${target.pathname.slice('/v2'.length)}`;
  if (namespace !== null) target.searchParams.set('ns', namespace);
  return target.href;
}
