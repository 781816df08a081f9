import { type ComponentPod, componentPods, podsOfInstance } from '../../engine/component-pods.ts';
import { installationOf, placeOf, siteOf, toldBy } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

export interface ComponentsFact {
  readonly namespace: string;
  /** One per container of a component; empty: no component's pod is there. */
  readonly components: readonly ComponentPod[];
}

/** How the pods of an installation do. */
export const components: Probe<ComponentsFact> = {
  id: 'components',
  asks: () => 'reading the pods of its components',
  rights: [{ group: '', resource: 'pods', verb: 'list' }],
  async ask(context) {
    installationOf(context, 'harbor', 'distribution', 'image-controller', 'cargo');
    placeOf(context);
    const { reader, namespace, instance } = siteOf(context);
    const pods = toldBy(await reader.pods(namespace)) ?? [];
    return { namespace, components: componentPods(podsOfInstance(pods, instance)) };
  },
};
