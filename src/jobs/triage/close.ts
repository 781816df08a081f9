/** Is an open trouble over? Our own look decides: an alert that resolves may only have lost sight of it. */

import type { Affected, Healed, Trouble } from '../../engine/trouble.ts';
import { disputed, healedBy, isTold } from '../../engine/trouble-changes.ts';
import { lookAt } from './look.ts';
import type { TriageParts } from './parts.ts';

/** Of many who suffer, so many are asked: those behind one root get well together. */
const ASKED = 5;

/** How long until the next look by how long it is open, milliseconds. */
const LOOK_EVERY: readonly (readonly [openFor: number, every: number])[] = [
  [5 * 60_000, 30_000],
  [60 * 60_000, 2 * 60_000],
  [Number.POSITIVE_INFINITY, 10 * 60_000],
];

/** `because`: the alerts resolved, or it was our turn to look. */
export async function closeIfWell(
  trouble: Trouble,
  because: 'alert' | 'own-look',
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const still = await stillSick(trouble, parts);
  const now = parts.now();
  const at = now.toISOString();
  if (still === 'unknown') return wait(trouble, now.getTime(), parts);
  if (still === 'sick') {
    await wait(trouble, now.getTime(), parts);
    // Nobody tells of it, and it is there: that has to be said, once.
    if (because !== 'alert') return;
    const told = await parts.troubles.change(trouble.id, (was) => (isTold(was) ? null : disputed(was, at)));
    if (told) await parts.queues.deliver({ incident: trouble.incident, requestId, priority: 'alert' });
    return;
  }
  const healed = await healedHow(trouble, because, parts);
  const closed = await parts.troubles.change(trouble.id, (was) =>
    was.state === 'open' ? healedBy(was, healed, at) : null,
  );
  await parts.troubles.lookAt(trouble.id, null);
  if (!closed) return;
  parts.log.info({ trouble: trouble.id, by: healed.by }, 'trouble is over');
  await parts.queues.deliver({ incident: trouble.incident, requestId, priority: 'alert' });
}

/** Looks at troubles that are due; ends when none is, or when told to. */
export async function lookAgain(parts: TriageParts, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const id = await parts.troubles.takeDue(parts.now().getTime(), 60_000);
    if (id === null) return;
    const trouble = await parts.troubles.read(id);
    if (trouble?.state !== 'open') {
      await parts.troubles.lookAt(id, null);
      continue;
    }
    await closeIfWell(trouble, 'own-look', `look-${id}`, parts);
  }
}

async function wait({ id, openedAt }: Trouble, now: number, { troubles }: TriageParts): Promise<void> {
  const openFor = now - Date.parse(openedAt);
  const [, every] = LOOK_EVERY.find(([limit]) => openFor < limit) ?? [0, 60_000];
  await troubles.change(id, (was) => ({ ...was, lookedAt: new Date(now).toISOString() }));
  await troubles.lookAt(id, now + every);
}

/** `unknown`: nothing could be seen, so nothing is said to be over. */
async function stillSick(trouble: Trouble, parts: TriageParts): Promise<'sick' | 'well' | 'unknown'> {
  let well = 0;
  for (const one of askedOf(trouble.affected)) {
    const found = await lookAt(one.target, null, parts.ask);
    const rooted = found.filter((each) => each.is === 'rooted');
    if (rooted.some(({ root }) => root === trouble.root)) return 'sick';
    // Another trouble in its place is another thread's matter.
    if (rooted.some(({ cause }) => cause === 'unclear')) return 'unknown';
    well += 1;
  }
  return well === 0 ? 'unknown' : 'well';
}

/** Those who are still told of first, then the latest: a Deployment's old pods are gone. */
function askedOf(affected: readonly Affected[]): readonly Affected[] {
  const told = affected.filter(({ until }) => until === null);
  const rest = affected.filter(({ until }) => until !== null);
  return [...told.toReversed(), ...rest.toReversed()].slice(0, ASKED);
}

async function healedHow(
  { incident, openedAt }: Trouble,
  because: 'alert' | 'own-look',
  parts: TriageParts,
): Promise<Healed> {
  const fix = await parts.fixedSince(incident, openedAt);
  return fix ? { by: 'fix', title: fix.title, approvers: [...fix.approvers] } : { by: because };
}
