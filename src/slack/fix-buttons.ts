/** Buttons of fixes. A value is ids only: what is done is looked up, and looked at again, when it is pressed. */
import type { Words } from '../engine/words.ts';
import { type Button, button } from './blocks.ts';

export const REQUEST_FIX = 'request-fix';
export const APPROVE_FIX = 'approve-fix';
export const REJECT_FIX = 'reject-fix';
export const UNDO_FIX = 'undo-fix';

const words: Words<{
  readonly approve: string;
  readonly reject: string;
  readonly undo: string;
  readonly sure: string;
  readonly yes: string;
  readonly no: string;
  readonly approveSpoken: (does: string) => string;
  readonly undoSpoken: (says: string) => string;
}> = {
  en: {
    approve: 'Approve',
    reject: 'Reject',
    undo: 'Undo',
    sure: 'Approve a change of high risk?',
    yes: 'Approve',
    no: 'Back',
    approveSpoken: (does) => `Approve: ${does}`,
    // Who speaks to a screen says what is written on the button.
    undoSpoken: (says) => `Undo: ${says}`,
  },
};

/** Asks for the plan; nothing is written by it. */
export function requestFixButton(incident: string, run: number, offer: number, title: string): Button {
  return button({
    label: `${title}…`,
    action: `${REQUEST_FIX}-${offer}`,
    value: `${incident}.${run}.${offer}`,
  });
}

/** `confirm`: asked once more, for what is of high risk. */
export function approveButton(approval: string, does: string, confirm: string | null): Button {
  const say = words.en;
  return button({
    label: say.approve,
    action: APPROVE_FIX,
    value: approval,
    speaks: say.approveSpoken(does),
    style: 'primary',
    ...(confirm === null ? {} : { confirm: { title: say.sure, text: confirm, yes: say.yes, no: say.no } }),
  });
}

export function rejectButton(approval: string): Button {
  return button({ label: words.en.reject, action: REJECT_FIX, value: approval });
}

export function undoButton(approval: string, says: string): Button {
  return button({
    label: words.en.undo,
    action: UNDO_FIX,
    value: approval,
    speaks: words.en.undoSpoken(says),
  });
}

/** Reads the value of one of these buttons; null when it is none of ours. */
export function approvalPressed(value: string): string | null {
  return /^apr-[a-z0-9]{1,80}$/.test(value) ? value : null;
}
