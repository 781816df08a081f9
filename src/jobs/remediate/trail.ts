/** What the steps of an approval leave for the worker after the one that died, and for the way back. */
import type { StepEnding, StepNotes } from '../../engine/apply-ending.ts';
import type { Approval } from '../../engine/approval.ts';
import type { RemediateParts } from './parts.ts';

type Kept = Pick<RemediateParts, 'approvals'>;

/** Id of what an approval made, its last step's first; its way back names it. */
export async function madeBy(undoes: string | undefined, { approvals }: Kept): Promise<string | undefined> {
  const done = undoes === undefined ? null : await approvals.read(undoes);
  return Object.entries(done?.trail ?? {})
    .toSorted(([a], [b]) => Number(b) - Number(a))
    .find(([, { made }]) => made !== undefined)?.[1].made;
}

/** What a step was told before its first try outlives the worker that tried it. */
export function notesOf({ id, trail }: Approval, step: number, parts: Kept): StepNotes {
  return {
    before: trail?.[step]?.before ?? null,
    keep: (before) => leaveTrail(id, step, { before }, parts),
  };
}

export async function keepMade(id: string, step: number, ending: StepEnding, parts: Kept): Promise<void> {
  if ('made' in ending && ending.made !== undefined) await leaveTrail(id, step, { made: ending.made }, parts);
}

async function leaveTrail(
  id: string,
  step: number,
  left: { readonly before?: string; readonly made?: string },
  { approvals }: Kept,
): Promise<void> {
  await approvals.change(id, (now) => ({
    ...now,
    trail: { ...now.trail, [step]: { ...now.trail?.[step], ...left } },
  }));
}
