import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { listAt, textAt } from '../../engine/kubernetes/fields.ts';
import type { Probe } from '../../engine/probe.ts';

/** How the image controller is told how much to log, and for how long it may be told otherwise. */
export interface ControllerLoggingFact {
  /** Null: no Deployment of it was found. */
  readonly found: {
    readonly deployment: string;
    readonly uid: string;
    readonly container: string;
    /** `elsewhere`: by a reference to a ConfigMap, Secret or field. */
    readonly set: 'here' | 'elsewhere' | 'nowhere';
    /** Null where it is not set here. */
    readonly level: string | null;
  } | null;
  readonly minutes: number;
}

const NAME = 'image-controller';
export const LOG_LEVEL = 'LOG_LEVEL';

/** Asked only for remediations. */
export const controllerLogging: Probe<ControllerLoggingFact> = {
  id: 'controller-logging',
  asks: () => 'reading how the image controller is told how much to log',
  rights: [{ group: 'apps', resource: 'deployments', verb: 'list' }],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'image-controller');
    const minutes = context.fixSettings.debugMinutes;
    const all = toldBy(await reader.objects({ group: 'apps', plural: 'deployments' }, namespace)) ?? [];
    const mine = all.find(({ metadata }) => metadata.name.includes(NAME));
    const containers = listAt(mine?.spec, 'template', 'spec', 'containers');
    // One that is told how much to log, else the first.
    const container = containers.find((one) => variableOf(one) !== undefined) ?? containers[0];
    const name = textAt(container, 'name');
    if (!mine || name === null) return { found: null, minutes };
    const variable = variableOf(container);
    const level = textAt(variable, 'value');
    return {
      found: {
        deployment: mine.metadata.name,
        uid: mine.metadata.uid ?? '',
        container: name,
        set: variable === undefined ? 'nowhere' : level === null ? 'elsewhere' : 'here',
        level,
      },
      minutes,
    };
  },
};

function variableOf(container: unknown): unknown {
  return listAt(container, 'env').find((one) => textAt(one, 'name') === LOG_LEVEL);
}
