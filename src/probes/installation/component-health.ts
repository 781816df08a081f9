import type { HarborComponent } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

/** Each component's health as Harbor's own checker tells it. */
export const componentHealth: Probe<readonly HarborComponent[]> = {
  id: 'component-health',
  asks: () => 'asking Harbor how its components are',
  async ask(context) {
    const harbor = harborFrom(context);
    return toldByHarbor(await harbor.health(), harbor);
  },
};
