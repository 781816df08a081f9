/** HTTP that writes, for remediations alone: the same authorities, proxies and address rules as the questions. */
import type { HttpEnding } from '../../engine/registry.ts';
import { createAddressRules } from './address-rules.ts';
import { type AnyHttp, createHttp } from './http.ts';
import { createResolver } from './resolver.ts';
import { createSites, type NetworkSource } from './sites.ts';

export interface NetworkWriter {
  /** One write, put once: whoever repeats it has looked first whether it is done. */
  put(question: Omit<AnyHttp, 'writes'>): Promise<HttpEnding>;
  close(): Promise<void>;
}

/** Throws ConfigError for a resolver, range, CA file, proxy or password variable that cannot be used. */
export function createNetworkWriter(source: NetworkSource): NetworkWriter {
  const { network } = source.file;
  const dialler = {
    resolver: createResolver(network.resolvers, network.connectMs),
    rules: createAddressRules(network.allowAddresses),
    connectMs: network.connectMs,
  };
  const http = createHttp(dialler, createSites(source), network);
  return { put: (question) => http.ask({ ...question, writes: true }), close: () => http.close() };
}
