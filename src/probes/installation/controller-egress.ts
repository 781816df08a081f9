import { NotReached } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import {
  type Egress,
  egressOn,
  NETWORK_POLICIES,
  networkPolicyOf,
  policiesOn,
} from '../../engine/kubernetes/network-policy.ts';
import type { Probe } from '../../engine/probe.ts';

export interface ControllerEgress {
  readonly namespace: string;
  readonly pod: string;
  /** The policies that restrict where the controller's pod may go. */
  readonly policies: readonly string[];
  readonly https: Egress;
  /** Names, by UDP; by TCP they are asked only where an answer is long. */
  readonly dns: Egress;
  readonly labels: Readonly<Record<string, string>>;
}

/** Do network policies let the image controller reach registries and names? */
export const controllerEgress: Probe<ControllerEgress> = {
  id: 'controller-egress',
  asks: () => 'reading the network policies on the image controller',
  rights: [{ group: NETWORK_POLICIES.group, resource: NETWORK_POLICIES.plural, verb: 'list' }],
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
    };
  },
};
