import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { CONFIG_MAPS, type ConfigMapObject, configMapOf } from '../../engine/kubernetes/config-map.ts';
import type { Probe } from '../../engine/probe.ts';

export interface ControllerSettingsFact extends ConfigMapObject {
  readonly uid: string;
}

/** theriseunion's guide calls it so. */
const NAME = 'image-controller-config';

/** The ConfigMap of the image controller; null: it has none. Asked only for remediations. */
export const controllerSettings: Probe<ControllerSettingsFact | null> = {
  id: 'controller-settings',
  asks: () => 'reading the settings of the image controller',
  rights: [{ group: '', resource: 'configmaps', verb: 'get' }],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'image-controller');
    const object = toldBy(await reader.object(CONFIG_MAPS, namespace, NAME));
    return object && { ...configMapOf(object), uid: object.metadata.uid ?? '' };
  },
};
