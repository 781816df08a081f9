/** What the network says of a registry's host: names, ports, certificates. For people to read; never asked again. */
import type { Endpoint, NetworkAsker } from '../../engine/registry.ts';

export interface NetworkFacts {
  readonly host: string;
  readonly port: number;
  readonly lookup: unknown;
  readonly dials: readonly unknown[];
  readonly handshake: unknown;
}

const ADDRESSES = 4;

export async function networkFacts(network: NetworkAsker, endpoint: Endpoint): Promise<NetworkFacts> {
  const said = async (ask: () => Promise<unknown>): Promise<unknown> =>
    ask().catch((error: unknown) => ({ ended: 'failed', says: String(error) }));
  const lookup = await network.lookup(endpoint.host).catch(() => null);
  const addresses = lookup?.ended === 'found' ? lookup.addresses.slice(0, ADDRESSES) : [];
  const [dials, handshake] = await Promise.all([
    Promise.all(
      addresses.map(async (address) => ({
        address,
        dial: await said(() => network.dial(address, endpoint.port)),
      })),
    ),
    network.settings(endpoint).plainHttp ? null : said(() => network.handshake(endpoint)),
  ]);
  return { ...endpoint, lookup, dials, handshake };
}
