/** A plan as a message: what will be written, what it risks, who may say yes, and what became of it. */
import { type Approval, type ApprovalState, AUTOPILOT } from '../engine/approval.ts';
import { type ApproverRule, rulesFor } from '../engine/approvers.ts';
import type { Freeze } from '../engine/freeze.ts';
import type { Change, Plan } from '../engine/plan.ts';
import type { Language, Words } from '../engine/words.ts';
import { actions, type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { approveButton, rejectButton, undoButton } from './fix-buttons.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

type Ends = Exclude<ApprovalState['is'], 'open'>;

interface ApprovalWords {
  readonly question: (does: string) => string;
  readonly risk: Readonly<Record<Plan['risk'], string>>;
  readonly changes: string;
  readonly more: (count: number) => string;
  readonly nothing: string;
  readonly undo: (says: string) => string;
  readonly noUndo: (why: string) => string;
  readonly needs: (count: number, who: string) => string;
  readonly nobody: string;
  readonly notYou: (requester: string) => string;
  readonly yes: (users: string) => string;
  /** One of two has said yes. */
  readonly oneMore: (users: string) => string;
  readonly expires: (at: string) => string;
  readonly ended: {
    readonly [Is in Ends]: (state: Extract<ApprovalState, { is: Is }>, title: string) => string;
  };
  readonly asked: (user: string) => string;
  readonly frozen: (by: string, why: string) => string;
  readonly asksAfterAll: string;
  readonly autopilot: string;
}

const UNPLANNED = {
  healed: 'Nothing to do: the fault is gone.',
  unknown: 'Not planned: it could not be looked at again.',
  'not-ready': 'Not planned.',
  refused: 'Not planned: the API server refuses it.',
  frozen: 'Not planned.',
} as const;

const words: Words<ApprovalWords> = {
  en: {
    question: (does) => `${does}?`,
    risk: { low: 'Low risk', medium: 'Medium risk', high: 'High risk' },
    changes: 'What will be written',
    more: (count) => `… and ${count} more`,
    nothing: '(nothing)',
    undo: (says) => `Undo: ${says}`,
    noUndo: (why) => `No undo: ${why}`,
    needs: (count, who) => (count === 2 ? `Needs two different people of ${who}` : `Needs one of ${who}`),
    oneMore: (users) => `Yes from ${users}, one more needed`,
    nobody: 'Nobody may approve it: no rule under `remediations.approvers` fits. The operator can add one',
    notYou: (requester) => `not ${requester}, who asked for it`,
    yes: (users) => `Yes from ${users}`,
    expires: (at) => `expires ${at}`,
    asked: (user) => `asked for by ${user}`,
    frozen: (by, why) =>
      `Writes are frozen by ${by}${why === '' ? '' : `: ${why}`}. A yes does not count until somebody who may approve lifts it: \`/registry unfreeze\``,
    asksAfterAll: 'autopilot asks: its limit is reached, or this was just done',
    autopilot: 'without a yes: `remediations.autopilot` allows it',
    ended: {
      planning: (_, title) => `${title}: looking again, then the plan is here.`,
      unplanned: ({ why, says }, title) => `${title}: ${UNPLANNED[why]} ${says}`,
      approved: () => 'Approved. Looking once more, then it is written.',
      applying: () => 'Being written.',
      verifying: () => 'Written. Waiting until the check that found the fault passes.',
      verified: ({ says }) => `Done. ${says}`,
      unverified: ({ says }) => `Written, but the fault is still there. ${says}`,
      failed: ({ says, written }) =>
        written === null
          ? `Stopped, and whether a step of it was written is not known; look before you go on: ${says}`
          : written === 0
            ? `Not written: ${says}`
            : `Stopped after ${written} of its steps: ${says}`,
      healed: () => 'Nothing was written: the fault is gone by itself.',
      superseded: ({ by, why }) =>
        by === null ? `Nothing was written: ${why}` : `Nothing was written: ${why}. The new plan is below.`,
      rejected: ({ by, why }) => `Rejected by <@${by}>${why === '' ? '.' : `: ${why}`}`,
      expired: () => 'Expired: nobody said yes in time. Nothing was written.',
    },
  },
};

const MOST_CHANGES = 15;

export function approvalMessage(
  approval: Approval,
  rules: readonly ApproverRule[],
  freezes: readonly Freeze[] = [],
  language: Language = 'en',
): SlackMessage {
  const say = words[language];
  const { plan, state } = approval;
  const ended = state.is === 'open' ? null : sayEnd(state, approval.title, say);
  if (!plan)
    return { text: plainFromMarkdown(ended ?? '', 600), blocks: [section(fromMarkdown(ended ?? '', 2_500))] };
  const headline = ended ?? say.question(plan.does);
  return {
    text: plainFromMarkdown(ended === null ? headline : `${plan.does}: ${headline}`, 600),
    blocks: [
      section(bold(fromMarkdown(say.question(plan.does), 1_000))),
      ...(ended === null ? [] : [section(fromMarkdown(ended, 1_500))]),
      ...listing(
        say.changes,
        plan.changes.map((one) => changed(one, say)),
        MOST_CHANGES,
        say.more,
      ),
      ...plan.beware.map((one) => context(fromMarkdown(one, 600))),
      context([say.risk[plan.risk], fromMarkdown(plan.interrupts, 400), undoOf(plan, say)].join(' · ')),
      ...frozenHere(approval, plan, freezes, say),
      context(whoMay(approval, plan, rules, say)),
      ...buttonsOf(approval, plan),
    ],
  };
}

/** The short reply at the end, for those who do not look at edits; null while it is not over. */
export function approvalEnd(approval: Approval, language: Language = 'en'): SlackMessage | null {
  const { state, plan } = approval;
  const over: readonly ApprovalState['is'][] = ['verified', 'unverified', 'failed'];
  if (!plan || state.is === 'open' || !over.includes(state.is)) return null;
  const says = `${plan.does}: ${sayEnd(state, approval.title, words[language])}`;
  return { text: plainFromMarkdown(says, 600), blocks: [section(fromMarkdown(says, 2_000))] };
}

/** Each state has words for itself; the table and the state agree by its name. */
function sayEnd(state: Exclude<ApprovalState, { is: 'open' }>, title: string, say: ApprovalWords): string {
  const saying = say.ended[state.is] as (state: ApprovalState, title: string) => string;
  return saying(state, title);
}

/** While a plan waits, whoever reads it knows that a yes is in vain just now. */
function frozenHere(
  { state }: Approval,
  { scope }: Plan,
  freezes: readonly Freeze[],
  say: ApprovalWords,
): readonly Block[] {
  const freeze = freezes.find(({ where }) => where === '*' || where === scope.cluster);
  if (state.is !== 'open' || !freeze) return [];
  const by = /^[UW][A-Z0-9]+$/.test(freeze.by) ? mention(freeze.by) : code(freeze.by, 60);
  return [section(say.frozen(by, fromMarkdown(freeze.why, 200)))];
}

function changed({ what, from, to }: Change, say: ApprovalWords): string {
  const shown = (value: string | null): string => (value === null ? say.nothing : code(value, 300));
  return `• ${fromMarkdown(what, 300)}: ${shown(from)} → ${shown(to)}`;
}

function undoOf({ undo }: Plan, say: ApprovalWords): string {
  return undo.by === 'steps'
    ? say.undo(fromMarkdown(undo.says, 300))
    : say.noUndo(fromMarkdown(undo.why, 300));
}

function whoMay(approval: Approval, plan: Plan, rules: readonly ApproverRule[], say: ApprovalWords): string {
  const { requester, needs, yes, state } = approval;
  const fitting = rulesFor(plan, rules);
  const people = [...new Set(fitting.flatMap(({ users }) => users))].map(mention);
  const groups = [...new Set(fitting.flatMap(({ groups: ids }) => ids))].map((id) => `<!subteam^${id}>`);
  const who = [...groups, ...people];
  const asked = askedBy(approval, say);
  const sayYes = state.is === 'open' && yes.length > 0 ? say.oneMore : say.yes;
  const given = yes.length === 0 ? [] : [sayYes(yes.map(({ user }) => mention(user)).join(', '))];
  if (state.is !== 'open') return [asked, ...given].join(' · ');
  const not = plan.risk === 'low' || requester === AUTOPILOT ? '' : `, ${say.notYou(mention(requester))}`;
  const need = who.length === 0 ? say.nobody : `${say.needs(needs, who.slice(0, 12).join(', '))}${not}`;
  return [need, ...given, say.expires(when(approval.expiresAt)), asked].join(' · ');
}

function askedBy({ requester, state }: Approval, say: ApprovalWords): string {
  if (requester !== AUTOPILOT) return say.asked(mention(requester));
  return state.is === 'open' ? say.asksAfterAll : say.autopilot;
}

function buttonsOf({ id, state, undoes }: Approval, plan: Plan): readonly Block[] {
  if (state.is === 'open') {
    const confirm = plan.risk === 'high' ? `${plainFromMarkdown(plan.does, 150)}. ${plan.interrupts}` : null;
    return [actions([approveButton(id, plainFromMarkdown(plan.does, 60), confirm), rejectButton(id)])];
  }
  const done = state.is === 'verified' || state.is === 'unverified' || state.is === 'verifying';
  if (!done || undoes !== undefined || plan.undo.by === 'none') return [];
  return [actions([undoButton(id, plainFromMarkdown(plan.undo.says, 70))])];
}

/** Ids come from Slack and from the configuration; nothing else may become a mention. */
function mention(user: string): string {
  return `<@${user.replace(/[^A-Z0-9]/g, '')}>`;
}
