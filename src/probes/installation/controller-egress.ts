import { NotReached } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import {
  type Egress,
  egressOn,
  NETWORK_POLICIES,
  type NetworkPolicy,
  networkPolicyOf,
  policiesOn,
  reachOf,
} from '../../engine/kubernetes/network-policy.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import { imageSyncs } from './image-syncs.ts';

export interface ControllerEgress {
  readonly namespace: string;
  readonly pod: string;
  /** The policies that restrict where the controller's pod may go. */
  readonly policies: readonly string[];
  readonly https: Egress;
  /** Names, by UDP; by TCP they are asked only where an answer is long. */
  readonly dns: Egress;
  readonly labels: Readonly<Record<string, string>>;
  /** Sources at an address to which no rule leads, as their names resolve from here. */
  readonly shut: readonly {
    readonly source: string;
    readonly address: string;
    readonly port: number;
  }[];
}

/** Sources whose names are looked up. */
const MOST = 10;

/** Do network policies let the image controller reach registries and names? */
export const controllerEgress: Probe<ControllerEgress> = {
  id: 'controller-egress',
  asks: () => 'reading the network policies on the image controller',
  rights: [
    { group: NETWORK_POLICIES.group, resource: NETWORK_POLICIES.plural, verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'image-controller');
    const pods = toldBy(await reader.pods(namespace)) ?? [];
    const pod = pods.find(({ name, owner }) => /image-controller/.test(owner?.name ?? name));
    if (!pod) throw new NotReached('components');
    const policies = (toldBy(await reader.objects(NETWORK_POLICIES, namespace)) ?? []).map(networkPolicyOf);
    const mine = policiesOn(policies, pod);
    return {
      namespace,
      pod: pod.name,
      policies: mine.filter(({ types }) => types.includes('Egress')).map(({ name }) => name),
      https: egressOn(mine, 443),
      dns: egressOn(mine, 53, 'UDP'),
      labels: pod.labels,
      shut: await shutFrom(context, mine),
    };
  },
};

async function shutFrom(
  context: ProbeContext,
  mine: readonly NetworkPolicy[],
): Promise<ControllerEgress['shut']> {
  if (!mine.some(({ types }) => types.includes('Egress'))) return [];
  const syncs = await context.ask(imageSyncs);
  const hosts = syncs.state === 'known' ? syncs.fact.sources.flatMap(({ host }) => host ?? []) : [];
  const asked = [...new Set(hosts)].filter((host) => URL.canParse(`https://${host}`)).slice(0, MOST);
  const shut = asked.map(async (source) => {
    const { hostname, port } = new URL(`https://${source}`);
    const lookup = await context.network.lookup(hostname.replace(/^\[|\]$/g, ''));
    if (lookup.ended === 'failed') return [];
    const at = Number(port || 443);
    // One address that is open is enough for a client that tries them all.
    const closed = lookup.addresses.every((address) => reachOf(mine, address, at) === 'no');
    const [address] = lookup.addresses;
    return closed && address !== undefined ? [{ source, address, port: at }] : [];
  });
  return (await Promise.all(shut)).flat();
}
