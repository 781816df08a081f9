/** How each registry is configured here: login, authorities, proxy; one site per configured registry, one default. */
import { ConfigError, type NetworkConfig, type RegistryConfig } from '../../config.ts';
import type { Endpoint, Login, RegistrySettings } from '../../engine/registry.ts';
import { createProxies, type ForwardProxy } from './proxies.ts';
import { createTrust, type Trust } from './trust.ts';

export interface Site {
  /** Name of the configured registry; empty for hosts without configuration. */
  readonly name: string;
  readonly plainHttp: boolean;
  readonly trust: Trust;
  /** `not-judged`: any certificate will do, as a node's `skip_verify` says. */
  readonly certificates?: 'judged' | 'not-judged';
  readonly login: Login | null;
  proxyFor(target: Endpoint, scheme: 'http' | 'https'): ForwardProxy | null;
}

export interface Sites {
  of(endpoint: Endpoint): Site;
  settings(endpoint: Endpoint): RegistrySettings;
  /** Reads every authority now that would be read for the first handshake, some tens of milliseconds each. */
  prepare(): void;
}

/** What the network is made from: the parts of the configuration it reads. */
export interface NetworkSource {
  readonly file: { readonly network: NetworkConfig; readonly registries: readonly RegistryConfig[] };
  secret(name: string): string | undefined;
}

/** Throws ConfigError for a CA file, proxy or password variable that cannot be used. */
export function createSites({ file, secret }: NetworkSource): Sites {
  const proxies = createProxies(secret);
  const trusts = new Map<string, Trust>();
  const trustOf = (files: readonly string[]): Trust => {
    const key = files.join('\n');
    const trust = trusts.get(key) ?? createTrust(files);
    trusts.set(key, trust);
    return trust;
  };
  const configured = file.registries.map((registry) => ({
    registry,
    matches: matcher(registry),
    site: {
      name: registry.name,
      plainHttp: registry.plainHttp,
      trust: trustOf([...file.network.ca, ...(registry.ca ? [registry.ca] : [])]),
      login: loginOf(registry, secret),
      proxyFor: (target, scheme) => proxies.of(target, scheme, registry.proxy),
    } satisfies Site,
  }));
  const rest: Site = {
    name: '',
    plainHttp: false,
    trust: trustOf(file.network.ca),
    login: null,
    proxyFor: (target, scheme) => proxies.of(target, scheme, undefined),
  };
  const find = (endpoint: Endpoint) => configured.find(({ matches }) => matches(endpoint));
  return {
    prepare() {
      for (const trust of trusts.values()) trust.context();
    },
    of: (endpoint) => find(endpoint)?.site ?? rest,
    settings(endpoint) {
      const { registry, site } = find(endpoint) ?? { registry: null, site: rest };
      const proxy = site.proxyFor(endpoint, site.plainHttp ? 'http' : 'https');
      return {
        ...(registry ? { name: registry.name } : {}),
        host: registry?.host ?? endpoint.host,
        kind: registry?.kind ?? 'other',
        plainHttp: site.plainHttp,
        hasLogin: site.login !== null,
        trust: site.trust.name,
        ...(proxy ? { proxy: proxy.endpoint } : {}),
      };
    },
  };
}

/** A host without a port means 443, and 80 as well where it is spoken to in plain HTTP. */
function matcher(registry: RegistryConfig): (endpoint: Endpoint) => boolean {
  const [, bracketed, name, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(registry.host) ?? [];
  const written = (bracketed ?? name ?? registry.host).toLowerCase();
  const host = written === 'docker.io' || written === 'index.docker.io' ? 'registry-1.docker.io' : written;
  const ports = port ? [Number(port)] : registry.plainHttp ? [80, 443] : [443];
  return (endpoint) => endpoint.host.toLowerCase() === host && ports.includes(endpoint.port);
}

function loginOf({ name, login }: RegistryConfig, secret: NetworkSource['secret']): Login | null {
  if (!login) return null;
  const password = secret(login.passwordEnv);
  if (password === undefined)
    throw new ConfigError(
      `registry \`${name}\`: the variable ${login.passwordEnv} is not set; put the password there`,
    );
  return { username: login.username, password };
}
