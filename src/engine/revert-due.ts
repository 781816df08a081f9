import type { Approval } from './approval.ts';

/** When it takes itself back, milliseconds since 1970; null: it does not, or nothing of it stands. */
export function revertDue({ plan, state, undoes }: Approval): number | null {
  if (!plan?.revert || undoes !== undefined) return null;
  const afterMs = plan.revert.afterS * 1_000;
  switch (state.is) {
    case 'verifying':
    case 'verified':
    case 'unverified':
      return Date.parse(state.appliedAt) + afterMs;
    // Some of it may stand.
    case 'failed':
      return state.written === 0 ? null : Date.parse(state.at) + afterMs;
    default:
      return null;
  }
}
