/** Alerts that wait for the end of a silence are looked at again; those that are still silenced go on waiting. */
import type { SightingStore } from '../../store/sightings.ts';
import type { Queues } from '../queues.ts';

export interface WaitingParts {
  readonly sightings: Pick<SightingStore, 'targets' | 'waiting'>;
  readonly queues: Pick<Queues, 'triage'>;
  readonly clusters: readonly string[];
}

/** Of one cluster; more than that is looked at when the silence would have ended. */
const MOST = 10_000;
const AT_ONCE = 50;

/** Returns how many targets waited. */
export async function lookAtWaiting(
  requestId: string,
  { sightings, queues, clusters }: WaitingParts,
): Promise<number> {
  let looked = 0;
  const look = async (key: string): Promise<void> => {
    const [first] = await sightings.waiting(key, 1);
    if (!first) return;
    looked += 1;
    await queues.triage(first.target, requestId);
  };
  // What names no cluster is kept under none.
  for (const cluster of new Set([...clusters, ''])) {
    const keys = await sightings.targets(cluster, MOST);
    for (let at = 0; at < keys.length; at += AT_ONCE)
      await Promise.all(keys.slice(at, at + AT_ONCE).map(look));
  }
  return looked;
}
