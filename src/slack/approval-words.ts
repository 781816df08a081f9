/** What a plan's message says in each of its states. */
import type { ApprovalState } from '../engine/approval.ts';
import type { Plan, Verification } from '../engine/plan.ts';
import type { Words } from '../engine/words.ts';
import { lengthOf } from './time.ts';

type Ends = Exclude<ApprovalState['is'], 'open'>;

export interface ApprovalWords {
  readonly question: (does: string) => string;
  readonly risk: Readonly<Record<Plan['risk'], string>>;
  readonly changes: Readonly<Record<'will' | 'is' | 'was' | 'would', string>>;
  readonly more: (count: number) => string;
  readonly nothing: string;
  readonly undo: (says: string) => string;
  readonly noUndo: (why: string) => string;
  readonly needs: (who: string) => string;
  readonly needsTwo: (who: string) => string;
  readonly nobody: string;
  readonly notYou: (requester: string) => string;
  readonly yes: (users: string) => string;
  /** One of two has said yes. */
  readonly oneMore: (users: string) => string;
  readonly expires: (at: string) => string;
  readonly atMost: (until: string) => string;
  readonly asked: (user: string) => string;
  readonly audit: (record: number) => string;
  readonly frozen: (by: string, why: string) => string;
  /** `who`: null where its time was up. */
  readonly takenBack: (who: string | null, when: string) => string;
  readonly frozenUndo: (by: string, why: string) => string;
  readonly asksAfterAll: string;
  readonly autopilot: string;
  readonly timeLimit: string;
  readonly ended: {
    readonly [Is in Ends]: (
      state: Extract<ApprovalState, { is: Is }>,
      of: { readonly title: string; readonly verify: Verification | null },
    ) => string;
  };
}

const UNPLANNED = {
  healed: 'nothing to do, the fault is gone.',
  unknown: 'not planned, it could not be looked at again.',
  'not-ready': 'not planned.',
  refused: 'not planned, the API server refuses it.',
  frozen: 'not planned.',
} as const;

export const approvalWords: Words<ApprovalWords> = {
  en: {
    question: (does) => `${does}?`,
    risk: { low: 'Low risk', medium: 'Medium risk', high: 'High risk' },
    changes: {
      will: 'What will be written',
      is: 'What is being written',
      was: 'What was written',
      would: 'What would have been written',
    },
    more: (count) => `… and ${count} more`,
    nothing: '(nothing)',
    undo: (says) => `Undo: ${says}`,
    noUndo: (why) => `No undo: ${why}`,
    needs: (who) => `Needs one of ${who}`,
    needsTwo: (who) => `Needs two different people of ${who}`,
    oneMore: (users) => `1 of 2: yes from ${users}. One more is needed, from somebody else.`,
    nobody: 'Nobody may approve it: no rule under `remediations.approvers` fits. The operator can add one',
    notYou: (requester) => `not ${requester}, who asked for it`,
    yes: (users) => `approved by ${users}`,
    expires: (at) => `expires ${at}`,
    atMost: (until) => `I wait until ${until} at most.`,
    asked: (user) => `asked for by ${user}`,
    audit: (record) => `audit record ${record}`,
    frozen: (by, why) =>
      `*Writes are frozen* by ${by}${why === '' ? '' : `: ${why}`}. A yes does not count until somebody who may approve lifts it: \`/registry unfreeze\``,
    takenBack: (who, at) =>
      who === null ? `Taken back ${at}: its time was up.` : `Taken back ${at}, asked by ${who}.`,
    frozenUndo: (by, why) =>
      `*Writes are frozen* by ${by}${why === '' ? '' : `: ${why}`}. An undo is not planned until somebody who may approve lifts it: \`/registry unfreeze\``,
    asksAfterAll: 'autopilot asks: its limit is reached, or this was just done',
    autopilot: 'done without a yes: `remediations.autopilot` allows it',
    timeLimit: 'taken back by itself: its time was over, as the approved plan says',
    ended: {
      planning: (_, { title }) => `${title}: looking again, then the plan is here.`,
      unplanned: ({ why, says }, { title }) => `${title}: ${UNPLANNED[why]} ${sentence(says)}`,
      approved: () => 'Approved. Looking once more, then it is written.',
      applying: () => 'Being written.',
      verifying: ({ passedSince }, { verify }) => {
        const steady = verify && verify.steadyS > 0 ? ` for ${lengthOf(verify.steadyS, 'en')}` : '';
        if (verify?.job) return 'Written. The Job is at work; what it measures is told here.';
        if (verify?.debug) return 'Written. Waiting until a new pod writes a line at `debug`.';
        const check = verify ? `\`${verify.check}\`` : 'the check that found the fault';
        return passedSince === null
          ? `Written. Waiting until ${check} passes${steady}.`
          : `Written, and ${check} passes. Waiting whether it stays so${steady}.`;
      },
      verified: ({ says }) => `Done. ${says}`,
      unverified: ({ says }, { verify }) =>
        verify?.job
          ? `Nothing was measured. ${sentence(says)}`
          : verify?.debug
            ? `Written, but nothing is logged at \`debug\` yet. ${sentence(says)}`
            : `Written, but the fault is still there. ${sentence(says)}`,
      failed: ({ says, written }) =>
        written === null
          ? `Stopped, and whether a step of it was written is not known; look before you go on: ${says}`
          : written === 0
            ? `Not written: ${says}`
            : `Stopped after ${written} of its steps: ${says}`,
      healed: () => 'Nothing was written: the fault is gone by itself.',
      superseded: ({ by, why }) =>
        by === null ? `Nothing was written: ${why}` : `Nothing was written: ${why}. The new plan is below.`,
      rejected: ({ by, why }) =>
        why === '' ? `Rejected by <@${by}>. Nothing was written.` : `Rejected by <@${by}>: ${why}`,
      expired: () => 'Expired: nobody said yes in time. Nothing was written.',
    },
  },
};

/** What systems and people said begins in any case and ends without a full stop. */
function sentence(says: string): string {
  const upper = says.charAt(0).toUpperCase() + says.slice(1);
  return /[.!?]$/.test(upper) ? upper : `${upper}.`;
}
