import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

/** Whether all schedules of this Harbor stand still. */
export const scheduler: Probe<{ readonly paused: boolean }> = {
  id: 'scheduler',
  asks: () => 'asking whether schedules are paused',
  async ask(context) {
    const harbor = harborFrom(context);
    return { paused: toldByHarbor(await harbor.schedulerPaused(), harbor) };
  },
};
