import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { listAt, textAt } from '../engine/kubernetes/fields.ts';
import { type Keeper, keeperOf } from '../engine/kubernetes/keeper.ts';
import type { Probe } from '../engine/probe.ts';
import { pod } from './pod.ts';

/** The service account that the pod runs as. */
export interface ServiceAccountFact {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly imagePullSecrets: readonly string[];
  readonly keeper: Keeper | null;
}

/** Asked only for remediations. */
export const serviceAccount: Probe<ServiceAccountFact> = {
  id: 'service-account',
  asks: () => 'reading its service account',
  timeBoxMs: 5_000,
  rights: [{ group: '', resource: 'serviceaccounts', verb: 'get' }],
  async ask({ need, cluster }) {
    const { pod: of } = await need(pod);
    if (!cluster) throw new NotReached('pod');
    const { namespace, serviceAccount: name } = of;
    const kind = { group: '', plural: 'serviceaccounts' };
    const answer = await cluster.object(kind, namespace, name);
    if (answer.ended !== 'found') throw new CouldNotAsk(answer.says);
    const { metadata } = answer.value;
    return {
      namespace,
      name,
      uid: metadata.uid ?? '',
      // A ServiceAccount has its fields beside `metadata`.
      imagePullSecrets: listAt(answer.value, 'imagePullSecrets').flatMap((one) => textAt(one, 'name') ?? []),
      keeper: keeperOf(metadata),
    };
  },
};
