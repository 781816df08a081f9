/** What our own eyes saw, told like any alert. */
import type { Sighting } from '../../engine/sighting.ts';
import type { SightingStore } from '../../store/sightings.ts';
import type { Queues } from '../queues.ts';

export type Tell = (sighting: Sighting) => Promise<void>;

export function tellInto(sightings: SightingStore, queues: Pick<Queues, 'triage'>): Tell {
  return async (sighting) => {
    const { id, alert, status } = sighting;
    // What begins anew may be told anew, and so may its end.
    await sightings.forget(`${alert}-${status === 'firing' ? 'resolved' : 'firing'}`);
    await sightings.add(sighting);
    // Also for a known one: whoever kept it may have died before this line.
    await queues.triage(sighting.target, `req-${id}`);
  };
}
