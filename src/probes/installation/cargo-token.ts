import type { ClusterReader } from '../../engine/cluster.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { NODES, nodeOf } from '../../engine/kubernetes/node.ts';
import { SERVICES, serviceOf } from '../../engine/kubernetes/service.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Dial, NetworkAsker } from '../../engine/registry.ts';

export interface CargoTokenFact {
  /** Null: there is no Service `cargo-token`. */
  readonly service: {
    readonly namespace: string;
    readonly type: string;
    readonly port: number | null;
    readonly nodePort: number | null;
  } | null;
  /** Where Cargo's hosts should ask for tokens, and how a connection there ended. */
  readonly dials: readonly {
    readonly address: string;
    readonly ended: Dial['ended'];
    readonly says: string;
  }[];
}

/** Addresses of control-plane nodes that are tried. */
const MOST = 3;
const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(?:master|control-plane)$/;

/** Cargo's own token service: a NodePort that its registry hosts ask (8081:30099 by its guide). */
export const cargoToken: Probe<CargoTokenFact> = {
  id: 'cargo-token',
  asks: () => 'reading Cargo’s token service',
  rights: [
    { group: '', resource: 'services', verb: 'list' },
    { group: '', resource: 'nodes', verb: 'list' },
  ],
  async ask(context) {
    const { reader } = siteOf(context, 'cargo');
    return readCargoToken(reader, context.network);
  },
};

/** Throws CouldNotAsk where the cluster refuses. */
export async function readCargoToken(reader: ClusterReader, network: NetworkAsker): Promise<CargoTokenFact> {
  const services = (toldBy(await reader.objects(SERVICES, null)) ?? []).map(serviceOf);
  const found = services.find(({ name }) => name === 'cargo-token');
  if (!found) return { service: null, dials: [] };
  const [first] = found.ports;
  const { namespace, type } = found;
  const nodePort = first?.nodePort ?? null;
  const service = { namespace, type, port: first?.port ?? null, nodePort };
  if (nodePort === null) return { service, dials: [] };
  const nodes = (toldBy(await reader.objects(NODES, null)) ?? []).map(nodeOf);
  const masters = nodes.filter(({ labels }) => Object.keys(labels).some((key) => CONTROL_PLANE.test(key)));
  const addresses = masters.flatMap((node) => node.addresses.slice(0, 1)).slice(0, MOST);
  const dials = await Promise.all(
    addresses.map(async (address) => {
      const dial = await network.dial(address, nodePort);
      return { address, ended: dial.ended, says: dial.ended === 'open' ? 'open' : dial.says };
    }),
  );
  return { service, dials };
}
