/** A plan as a message: what will be written, what it risks, who may say yes, and what became of it. */
import { type Approval, type ApprovalState, isNobody, TIME_LIMIT } from '../engine/approval.ts';
import { type ApproverRule, rulesFor } from '../engine/approvers.ts';
import type { Freeze } from '../engine/freeze.ts';
import type { Change, Plan } from '../engine/plan.ts';
import type { Language } from '../engine/words.ts';
import { type ApprovalWords, approvalWords } from './approval-words.ts';
import { actions, type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { approveButton, rejectButton, undoButton } from './fix-buttons.ts';
import { bold, code, fromMarkdown, person, plainFromMarkdown, withPeople } from './mrkdwn.ts';
import { when } from './time.ts';

const MOST_CHANGES = 15;

/** `back`: the approval that has taken it back; null: it stands. */
export function approvalMessage(
  approval: Approval,
  rules: readonly ApproverRule[],
  freezes: readonly Freeze[] = [],
  language: Language = 'en',
  back: Approval | null = null,
): SlackMessage {
  const say = approvalWords[language];
  const { plan, state } = approval;
  const buttons = plan && back === null ? buttonsOf(approval, plan) : [];
  const ended = state.is === 'open' ? null : sayEnd(state, approval, say);
  if (!plan)
    return {
      text: plainFromMarkdown(ended ?? '', 600),
      blocks: [section(sentenceOf(ended ?? '', 2_500, state))],
    };
  const does = ended === null ? say.question(plan.does) : plan.does;
  return {
    text: plainFromMarkdown(ended === null ? does : `${plan.does}: ${ended}`, 600),
    blocks: [
      section(bold(fromMarkdown(does, 1_000))),
      ...(ended === null
        ? []
        : [section(`${sentenceOf(ended, 1_500, state)}${untilWhen(approval, plan, say)}`)]),
      ...listing(
        say.changes[tense(state)],
        plan.changes.map((one) => changed(one, say)),
        MOST_CHANGES,
        say.more,
      ),
      ...plan.beware.map((one) => context(fromMarkdown(one, 600))),
      context([bold(say.risk[plan.risk]), fromMarkdown(plan.interrupts, 400), undoOf(plan, say)].join(' · ')),
      context(whoMay(approval, plan, rules, say)),
      ...halfWay(approval, say),
      ...(back === null ? [] : [section(say.takenBack(byWhom(back), when(appliedAt(back))))]),
      ...(buttons.length === 0 ? [] : frozenHere(approval, plan, freezes, say)),
      ...buttons,
    ],
  };
}

/** The short reply at the end, for those who do not look at edits; null while it is not over. */
export function approvalEnd(approval: Approval, language: Language = 'en'): SlackMessage | null {
  const { state, plan } = approval;
  const over: readonly ApprovalState['is'][] = ['verified', 'unverified', 'failed'];
  if (!plan || state.is === 'open' || !over.includes(state.is)) return null;
  const ended = sayEnd(state, approval, approvalWords[language]);
  const text = plainFromMarkdown(`${plan.does}: ${ended}`, 600);
  return {
    text,
    blocks: [section(`${bold(fromMarkdown(plan.does, 1_000))}\n${sentenceOf(ended, 1_500, state)}`)],
  };
}

/** Each state has words for itself; the table and the state agree by its name. */
function sayEnd(
  state: Exclude<ApprovalState, { is: 'open' }>,
  { title, plan }: Approval,
  say: ApprovalWords,
): string {
  const saying = say.ended[state.is] as (
    state: ApprovalState,
    of: { title: string; verify: Plan['verify'] | null },
  ) => string;
  return saying(state, { title, verify: plan?.verify ?? null });
}

/** Our own words for a freeze, at the very beginning: what a system says may only follow. */
const FROZEN_BY = /^(?:frozen [a-z ]{1,40}: )?writes are frozen by <@([UW][A-Z0-9]{2,20})>/;

/** Only who said no, or stopped all fixes, is named in it. */
function sentenceOf(markdown: string, most: number, state: ApprovalState): string {
  return withPeople(fromMarkdown(markdown, most), named(state));
}

function named(state: ApprovalState): readonly string[] {
  if (state.is === 'rejected') return [state.by];
  const by = 'says' in state && state.says !== null ? FROZEN_BY.exec(state.says)?.[1] : undefined;
  return by === undefined ? [] : [by];
}

/** Until when a verification may take, in the reader's own time. */
function untilWhen({ state }: Approval, { verify }: Plan, say: ApprovalWords): string {
  if (state.is !== 'verifying') return '';
  const until = Date.parse(state.appliedAt) + (verify.withinS + verify.steadyS) * 1_000;
  return ` ${say.atMost(when(new Date(until).toISOString()))}`;
}

function tense({ is }: ApprovalState): keyof ApprovalWords['changes'] {
  switch (is) {
    case 'verifying':
    case 'verified':
    case 'unverified':
      return 'was';
    case 'approved':
    case 'applying':
      return 'is';
    case 'healed':
    case 'superseded':
    case 'rejected':
    case 'expired':
    case 'unplanned':
    case 'failed':
      return 'would';
    case 'planning':
    case 'open':
      return 'will';
  }
}

/** While a button stands, whoever reads it knows that it is in vain just now. */
function frozenHere(
  approval: Approval,
  plan: Plan,
  freezes: readonly Freeze[],
  say: ApprovalWords,
): readonly Block[] {
  const freeze = freezes.find(({ where }) => where === '*' || where === plan.scope.cluster);
  if (!freeze) return [];
  const says = approval.state.is === 'open' ? say.frozen : say.frozenUndo;
  return [section(says(person(freeze.by), freeze.why === '' ? '' : fromMarkdown(freeze.why, 200)))];
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

/** Who fits the rules, as Slack names them; empty: nobody. */
export function approversOf(plan: Plan, rules: readonly ApproverRule[]): string {
  const fitting = rulesFor(plan, rules);
  const groups = fitting.flatMap(({ groups: ids }) => ids.map((id) => `<!subteam^${id}>`));
  const people = fitting.flatMap(({ users }) => users.map(person));
  return [...new Set([...groups, ...people])].slice(0, 12).join(', ');
}

function whoMay(approval: Approval, plan: Plan, rules: readonly ApproverRule[], say: ApprovalWords): string {
  const { requester, needs, yes, state, expiresAt } = approval;
  const asked = askedBy(approval, say);
  if (state.is !== 'open') {
    const given = yes.map(({ user, at }) => `${person(user)} ${when(at, true)}`).join(', ');
    return [...(given === '' ? [] : [say.yes(given)]), asked, ...auditOf(approval, say)].join(' · ');
  }
  const who = approversOf(plan, rules);
  const not = plan.risk === 'low' || isNobody(requester) ? '' : `, ${say.notYou(person(requester))}`;
  const need = who === '' ? say.nobody : `${(needs === 2 ? say.needsTwo : say.needs)(who)}${not}`;
  return [need, say.expires(when(expiresAt)), ...(not === '' ? [asked] : [])].join(' · ');
}

function auditOf({ audit }: Approval, say: ApprovalWords): readonly string[] {
  return audit === undefined ? [] : [say.audit(audit)];
}

/** Null where the product took it back, its time being up. */
function byWhom({ requester }: Approval): string | null {
  return isNobody(requester) ? null : person(requester);
}

function appliedAt({ state, createdAt }: Approval): string {
  return 'appliedAt' in state ? state.appliedAt : createdAt;
}

function halfWay({ state, yes }: Approval, say: ApprovalWords): readonly Block[] {
  if (state.is !== 'open' || yes.length === 0) return [];
  return [section(bold(say.oneMore(yes.map(({ user }) => person(user)).join(', '))))];
}

function askedBy({ requester, state }: Approval, say: ApprovalWords): string {
  if (requester === TIME_LIMIT) return say.timeLimit;
  if (!isNobody(requester)) return say.asked(person(requester));
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
