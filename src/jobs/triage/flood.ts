/**
 * A flood: where many targets of one cluster wait, one sweep tells at which roots their pods hang, and those whose
 * root is known already join its trouble without a look of their own.
 */
import type { Sighting } from '../../engine/sighting.ts';
import { goesOn } from '../../engine/trouble-changes.ts';
import { joinKnown } from './join.ts';
import type { TriageParts } from './parts.ts';
import { heldUntil } from './silence.ts';

/** Fewer are looked at one by one: their answers are whole, and a sweep reads every pod of the cluster. */
const FLOOD = 8;
/** Of one flood; the rest is the next one's. */
const AT_ONCE = 2_000;
const PER_TARGET = 500;

/** Whether so many wait in this cluster that they are better taken together. */
export async function isFlood(cluster: string | undefined, { sightings }: TriageParts): Promise<boolean> {
  return cluster !== undefined && (await sightings.targetsWaiting(cluster)) >= FLOOD;
}

/** Takes what can be taken without a look; what is left waits for its own job. */
export async function takeFlood(cluster: string, requestId: string, parts: TriageParts): Promise<void> {
  const roots = await parts.rootsOfPods(cluster);
  const targets = await parts.sightings.targets(cluster, AT_ONCE);
  let joined = 0;
  for (const key of targets) {
    const waiting = await parts.sightings.waiting(key, PER_TARGET);
    if (await join(key, waiting, roots, requestId, parts)) joined += 1;
  }
  parts.log.info({ cluster, targets: targets.length, joined }, 'a flood was taken');
}

async function join(
  key: string,
  waiting: readonly Sighting[],
  roots: ReadonlyMap<string, string>,
  requestId: string,
  parts: TriageParts,
): Promise<boolean> {
  const [first] = waiting;
  const pod = first?.target.pod;
  // What ends, or is no pod, needs the whole look.
  if (!first || pod === undefined || waiting.some(({ status }) => status === 'resolved')) return false;
  // What a channel does not want to hear now waits for the end of its silence.
  if ((await heldUntil(waiting, parts)) !== null) return false;
  const root = roots.get(`${first.target.namespace ?? ''}/${pod}`);
  const trouble = root === undefined ? null : await parts.troubles.at(root);
  if (trouble?.state !== 'open' || !goesOn(trouble, parts.now().getTime())) return false;
  await joinKnown(trouble, { target: first.target, others: [], weight: 1 }, waiting, requestId, parts);
  await parts.sightings.done(key, waiting);
  return true;
}
