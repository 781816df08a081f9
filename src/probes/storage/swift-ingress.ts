import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { INGRESSES, ingressOf } from '../../engine/kubernetes/ingress.ts';
import type { Keeper } from '../../engine/kubernetes/keeper.ts';
import type { Probe } from '../../engine/probe.ts';
import { swiftAddress } from './swift-address.ts';

/** The Ingress before a registry's Swift gateway. */
export interface SwiftIngressFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly className: string | null;
  readonly keeper: Keeper | null;
}

/** Asked only for remediations. */
export const swiftIngress: Probe<SwiftIngressFact> = {
  id: 'swift-ingress',
  asks: () => 'reading the Ingress before its Swift',
  timeBoxMs: 5_000,
  rights: [{ group: INGRESSES.group, resource: INGRESSES.plural, verb: 'get' }],
  async ask(context) {
    const { ingress } = await context.need(swiftAddress);
    const { reader } = siteOf(context, 'harbor', 'distribution');
    if (ingress === null) throw new NotReached('swift-address');
    const { namespace, name } = ingress;
    const object = toldBy(await reader.object(INGRESSES, namespace, name));
    if (!object) throw new CouldNotAsk(`the Ingress \`${namespace}/${name}\` is not there any more`);
    const { className, keeper } = ingressOf(object);
    return { namespace, name, uid: object.metadata.uid ?? '', className, keeper };
  },
};
