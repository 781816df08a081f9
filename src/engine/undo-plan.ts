/** The plan that takes another one back; null where that cannot be done. */
import type { Plan } from './plan.ts';

export function undoPlan({ undo, revert: _, ...plan }: Plan): Plan | null {
  if (undo.by === 'none') return null;
  return {
    ...plan,
    does: undo.says,
    steps: undo.steps,
    changes: undo.changes,
    undo: { by: 'none', why: 'it takes back what was done' },
    // That what was wrong before is wrong again is no failure of taking back.
    verify: { ...plan.verify, withinS: 0, steadyS: 0 },
    beware: [],
  };
}
