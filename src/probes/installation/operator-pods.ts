import { CouldNotAsk } from '../../engine/answer.ts';
import { componentOf } from '../../engine/component-pods.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

export interface OperatorPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly owner: { readonly kind: string; readonly name: string } | null;
}

/** Pods of harbor-operator, wherever in the cluster. Asked only for remediations. */
export const operatorPods: Probe<readonly OperatorPod[]> = {
  id: 'operator-pods',
  asks: () => 'looking for harbor-operator',
  rights: [{ group: '', resource: 'pods', verb: 'list' }],
  async ask(context) {
    const { reader } = siteOf(context, 'harbor');
    const scan = toldBy(
      await reader.scanPods(null, ({ containers }) =>
        containers.some(({ image }) => componentOf(image) === 'operator'),
      ),
    );
    if (!scan) throw new CouldNotAsk('the cluster has no pods');
    return scan.kept.map(({ namespace, name, uid, createdAt, owner }) => ({
      namespace,
      name,
      uid,
      createdAt,
      owner,
    }));
  },
};
