/** What a person is told who pressed a button of a fix and for whom nothing was done. */
import type { ApprovalState, Refused } from '../engine/approval.ts';
import type { Words } from '../engine/words.ts';
import { approversOf } from './approval.ts';
import { type SlackMessage, section } from './blocks.ts';
import type { RefusalFacts, Requested } from './handler.ts';
import { fromMarkdown, person } from './mrkdwn.ts';
import { when } from './time.ts';

type Saying = (facts: RefusalFacts | null) => string;

interface RefusedWords {
  readonly refused: Readonly<Record<Refused, Saying>>;
  readonly code: (says: string, code: Refused) => string;
  readonly may: (who: string, where: string) => string;
  readonly nobodyMay: string;
  readonly in: (namespace: string | null, cluster: string | null) => string;
}

const words: Words<RefusedWords> = {
  en: {
    refused: {
      'not-an-approver': (facts) => `You may not approve this. ${facts ? whoMay(facts) : ''}`,
      'group-unread': () =>
        'Slack did not tell who is in the group that may approve this, so your yes is not counted. Press again; if it stays so, the operator looks whether the app has the scope `usergroups:read`.',
      'self-approval': (facts) =>
        `You asked for it, so somebody else has to approve it. ${facts ? whoMay(facts) : ''}`,
      'approved-already': () => 'You have said yes already; another person has to as well.',
      'wrong-thread': () => 'This plan belongs to another thread; press there.',
      expired: (facts) =>
        `This plan expired${facts ? ` ${when(facts.approval.expiresAt)}` : ''}; nothing was written. Press the fix again for a new one.`,
      rejected: (facts) => `This plan was rejected${rejectedBy(facts?.approval.state)}. Nothing was written.`,
      'plan-changed': () =>
        'What would be written is not what was shown here any more; the new plan is below and needs its own yes.',
      healed: () => 'The fault is gone; nothing is to be written.',
      'being-applied': (facts) => `It is being written just now${approvedBy(facts)}.`,
      'already-applied': (facts) => `It is written already${approvedBy(facts)}. It is not written again.`,
      failed: (facts) =>
        `It was tried and stopped${reason(facts?.approval.state)}. Press the fix again for a new plan.`,
      frozen: (facts) =>
        `Writes are frozen here${frozenBy(facts)}. Your yes is not counted. Whoever may approve can lift it: \`/registry unfreeze\``,
      locked: (facts) =>
        `Another fix is at work on the same object${atWork(facts)}. Your yes is not counted; press again when that is over.`,
      gone: () => 'There is no plan to approve here: it is still being made, or it is no longer kept.',
    },
    code: (says, code) => `${says.trim()} (\`${code}\`)`,
    may: (who, where) => `${who} can approve it${where}.`,
    nobodyMay: 'Nobody can: no rule under `remediations.approvers` fits it. The operator can add one.',
    in: (namespace, cluster) =>
      [...(namespace ? [` for \`${namespace}\``] : []), ...(cluster ? [` in \`${cluster}\``] : [])].join(''),
  },
};

/** One sentence or two, with the reason's code for machines at its end. */
export function refusedMessage({
  code,
  facts = null,
}: {
  readonly code: Refused;
  readonly facts?: RefusalFacts | null;
}): SlackMessage {
  const says = words.en.code(words.en.refused[code](facts), code);
  // A notification shows no dates of Slack's; what they fall back to is read.
  const text = says.replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1').replaceAll('`', '');
  return { text, blocks: [section(says)] };
}

function whoMay({ approval: { plan, requester, yes }, rules }: RefusalFacts): string {
  if (!plan) return '';
  const done = new Set(yes.map(({ user }) => person(user)));
  // Who asked does not help somebody who looks for an approver.
  const own = plan.risk === 'low' ? '' : person(requester);
  const who = approversOf(plan, rules)
    .split(', ')
    .filter((one) => one !== '' && one !== own && !done.has(one))
    .join(', ');
  const { namespace, cluster } = plan.scope;
  return who === '' ? words.en.nobodyMay : words.en.may(who, words.en.in(namespace, cluster));
}

function approvedBy(facts: RefusalFacts | null): string {
  const yes = facts?.approval.yes ?? [];
  if (yes.length === 0) return '';
  return `: approved by ${yes.map(({ user, at }) => `${person(user)} ${when(at, true)}`).join(', ')}`;
}

function rejectedBy(state: ApprovalState | undefined): string {
  if (state?.is !== 'rejected') return '';
  return ` by ${person(state.by)}${state.why === '' ? '' : `: ${fromMarkdown(state.why, 300)}`}`;
}

function reason(state: ApprovalState | undefined): string {
  return state?.is === 'failed' ? `: ${fromMarkdown(state.says, 300)}` : '';
}

function frozenBy(facts: RefusalFacts | null): string {
  if (!facts?.freeze) return '';
  const { by, why } = facts.freeze;
  return ` by ${person(by)}${why === '' ? '' : `: ${fromMarkdown(why, 200)}`}`;
}

function atWork(facts: RefusalFacts | null): string {
  const other = facts?.other;
  if (!other) return '';
  return `: ${fromMarkdown(other.plan?.does ?? other.title, 300)}, asked for by ${person(other.requester)}`;
}

export const requestedWords: Words<Readonly<Record<Exclude<Requested, 'planning'>, string>>> = {
  en: {
    'asked-already':
      'Its plan is in the thread already; whoever may approve presses there. When that one is over, press again for a new one.',
    gone: 'I no longer know this answer: answers are kept for 30 days. Ask anew.',
    over: 'This is not offered any more: it was asked anew since. Use the buttons of the latest answer.',
    'taken-back': 'It was taken back already; nothing of it is left to undo.',
    'not-enabled': 'The operator has not enabled this fix (`remediations.enabled`).',
  },
};
