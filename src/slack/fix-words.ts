/** What a person is told who pressed a button of a fix and for whom nothing was done. */
import type { Refused } from '../engine/approval.ts';
import type { Words } from '../engine/words.ts';
import type { Requested } from './handler.ts';

export const refusedWords: Words<Readonly<Record<Refused, string>>> = {
  en: {
    'not-an-approver':
      'You may not approve this: no rule under `remediations.approvers` names you or a group you are in. (`not-an-approver`)',
    'group-unread':
      'Slack did not tell who is in the group that may approve this, so your yes is not counted. Press again; if it stays so, the operator looks whether the app has the scope `usergroups:read`. (`group-unread`)',
    'self-approval': 'You asked for it, so somebody else has to approve it. (`self-approval`)',
    'approved-already': 'You have said yes already; another person has to as well. (`approved-already`)',
    'wrong-thread': 'This plan belongs to another thread. (`wrong-thread`)',
    expired: 'This plan has expired. Press the fix again for a new one. (`expired`)',
    rejected: 'This plan was rejected. (`rejected`)',
    'plan-changed': 'What would be written has changed; the new plan is below. (`plan-changed`)',
    healed: 'The fault is gone; nothing is to be written. (`healed`)',
    'being-applied': 'It is approved and being written just now. (`being-applied`)',
    'already-applied': 'It is written already. (`already-applied`)',
    failed: 'It was tried and refused; press the fix again for a new plan. (`failed`)',
    frozen: 'Writes are frozen here. Whoever may approve can lift it: `/registry unfreeze`. (`frozen`)',
    locked: 'Another fix is at work on the same object. (`locked`)',
    gone: 'I no longer know this plan. (`gone`)',
  },
};

export const requestedWords: Words<Readonly<Record<Exclude<Requested, 'planning'>, string>>> = {
  en: {
    gone: 'I no longer know this answer: answers are kept for 30 days. Ask anew.',
    over: 'This is not offered any more: it was asked anew since. Use the buttons of the latest answer.',
    'not-enabled': 'The operator has not enabled this fix (`remediations.enabled`).',
  },
};
