import type { HarborInfo } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

/** What Harbor tells of itself: version, address, mode, storage. */
export const harborInfo: Probe<HarborInfo> = {
  id: 'harbor-info',
  asks: () => 'asking Harbor for its version',
  async ask(context) {
    const harbor = harborFrom(context);
    return toldByHarbor(await harbor.info(), harbor);
  },
};
