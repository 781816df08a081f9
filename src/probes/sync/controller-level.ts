import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { listAt, textAt } from '../../engine/kubernetes/fields.ts';
import type { Probe } from '../../engine/probe.ts';

/** How much the image controller logs; null: its Deployment says nothing of it. */
export interface ControllerLevelFact {
  readonly deployment: string | null;
  readonly level: string | null;
}

const NAME = 'image-controller';
const VARIABLE = 'LOG_LEVEL';

export const controllerLevel: Probe<ControllerLevelFact> = {
  id: 'controller-level',
  asks: () => 'reading how much the image controller logs',
  rights: [{ group: 'apps', resource: 'deployments', verb: 'list' }],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'image-controller');
    const all = toldBy(await reader.objects({ group: 'apps', plural: 'deployments' }, namespace)) ?? [];
    const mine = all.find(({ metadata }) => metadata.name.includes(NAME));
    const variables = listAt(mine?.spec, 'template', 'spec', 'containers').flatMap((one) =>
      listAt(one, 'env'),
    );
    const told = variables.find((one) => textAt(one, 'name') === VARIABLE);
    return { deployment: mine?.metadata.name ?? null, level: textAt(told, 'value') };
  },
};
