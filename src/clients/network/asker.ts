/** What probes may ask of the network, made once per process so that its connections are used again. */
import { performance } from 'node:perf_hooks';
import type { HttpQuestion, NetworkAsker } from '../../engine/registry.ts';
import { createAddressRules } from './address-rules.ts';
import { shakeHands } from './handshake.ts';
import { createHttp, type HttpExtra } from './http.ts';
import { recentNames } from './recent-names.ts';
import { createResolver } from './resolver.ts';
import { createSites, type NetworkSource } from './sites.ts';
import { type Dialler, dialAddress } from './socket.ts';

/** The part of a logger that is used; pino's fits. */
export interface NetworkLogger {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface NetworkOptions {
  readonly logger?: NetworkLogger;
  /** Sent as `X-Request-Id`, so that our questions are found in the registry's log. */
  readonly requestId?: string;
  /** Ends every open HTTP question. */
  readonly signal?: AbortSignal;
}

export interface NetworkClient extends NetworkAsker {
  /** The same connections for one diagnosis: with its request id, its signal, its logger. */
  with(options: NetworkOptions): NetworkAsker;
  /** Makes what the first question would wait for; absent: nothing. */
  prepare?(): void;
  /** Lets go of every connection. */
  close(): Promise<void>;
}

/** Throws ConfigError for a resolver, range, CA file, proxy or password variable that cannot be used. */
export function createNetworkAsker(source: NetworkSource, options: NetworkOptions = {}): NetworkClient {
  const { network } = source.file;
  const sites = createSites(source);
  const names = recentNames(createResolver(network.resolvers, network.connectMs));
  const dialler: Dialler = {
    resolver: names.recent,
    rules: createAddressRules(network.allowAddresses),
    connectMs: network.connectMs,
  };
  const http = createHttp(dialler, sites, network);
  const asker = ({ logger, requestId, signal }: NetworkOptions): NetworkAsker => {
    const extra: HttpExtra = {
      ...(signal ? { signal } : {}),
      ...(requestId ? { headers: { 'x-request-id': requestId } } : {}),
    };
    return {
      resolver: names.fresh.name,
      settings: sites.settings,
      ownLogin: (endpoint) => sites.of(endpoint).login,
      lookup: names.fresh.lookup,
      dial: (address, port) => dialAddress(dialler, address, port),
      handshake: (endpoint) => shakeHands(dialler, sites.of(endpoint), endpoint),
      async http(question) {
        const started = performance.now();
        const ending = await http.ask(question, extra);
        const ms = Math.round(performance.now() - started);
        const status = ending.ended === 'answered' ? ending.status : ending.says;
        logger?.debug({ ...asked(question), requestId, ended: ending.ended, status, ms }, 'registry asked');
        return ending;
      },
    };
  };
  return {
    ...asker(options),
    with: (more) => asker({ ...options, ...more }),
    prepare: sites.prepare,
    close: http.close,
  };
}

/** Method, host and path; a query may hold a signature. */
function asked({ method, url }: HttpQuestion): Readonly<Record<string, string>> {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: '' };
  return { method, host, path: pathname };
}
