import { expect, test } from 'vitest';
import type { Refused } from '../../src/engine/approval.ts';
import { wrongWith } from '../../src/sandbox/slack/blocks/validate.ts';
import { refusedMessage } from '../../src/slack/fix-words.ts';
import type { RefusalFacts } from '../../src/slack/handler.ts';
import { OPEN, RESTART } from '../store/approval-setup.ts';
import { expectWithinLimits, HOSTILE, readable } from './setup.ts';

const AT = '2026-11-21T02:10:00.000Z';
const FACTS: RefusalFacts = {
  approval: { ...OPEN, requester: 'U0ROSA001' },
  rules: [{ groups: ['S0ONCALL01'], users: ['U0ROSA001'] }],
  freeze: { where: '*', by: 'U0MINA001', at: AT, why: 'release night' },
  other: { ...OPEN, requester: 'U0MINA001', plan: { ...RESTART, does: 'Roll `core`' } },
};
const approval = FACTS.approval;

const SAYS: readonly (readonly [Refused, RefusalFacts, RegExp])[] = [
  ['not-an-approver', FACTS, /<!subteam\^S0ONCALL01> can approve it for `harbor` in `prod`\./],
  ['not-an-approver', { ...FACTS, rules: [] }, /Nobody can: no rule under `remediations\.approvers`/],
  ['self-approval', FACTS, /somebody else has to approve it\. <!subteam\^S0ONCALL01> can/],
  ['group-unread', FACTS, /usergroups:read/],
  ['approved-already', FACTS, /another person has to as well/],
  ['wrong-thread', FACTS, /another thread/],
  ['expired', FACTS, /expired <!date\^1795228200\^/],
  [
    'rejected',
    {
      ...FACTS,
      approval: { ...approval, state: { is: 'rejected', at: AT, by: 'U0MINA001', why: 'not now' } },
    },
    /rejected by <@U0MINA001>: not now\./,
  ],
  ['plan-changed', FACTS, /new plan is below/],
  ['healed', FACTS, /fault is gone/],
  [
    'being-applied',
    { ...FACTS, approval: { ...approval, yes: [{ user: 'U0TOMO001', at: AT }] } },
    /just now: approved by <@U0TOMO001> <!date/,
  ],
  ['already-applied', FACTS, /not written again/],
  [
    'failed',
    { ...FACTS, approval: { ...approval, state: { is: 'failed', at: AT, says: 'forbidden', written: 0 } } },
    /stopped: forbidden\./,
  ],
  ['frozen', FACTS, /by <@U0MINA001>: release night\. Your yes is not counted/],
  ['locked', FACTS, /same object: Roll `core`, asked for by <@U0MINA001>/],
  ['gone', FACTS, /no plan to approve/],
];

test.each(SAYS)('%s is told with what helps on, its code at the end', (code, facts, says) => {
  for (const message of [refusedMessage({ code, facts }), refusedMessage({ code })]) {
    expect(wrongWith(message.blocks, 'message')).toEqual([]);
    expect(readable(message)).toContain(`(\`${code}\`)`);
    expect(message.text).not.toMatch(/<!date|`| {2}/);
  }
  expect(readable(refusedMessage({ code, facts }))).toMatch(says);
});

test('what people and systems wrote cannot ping a channel nor outgrow a message', () => {
  const evil = `${HOSTILE} ${'x'.repeat(5_000)}`;
  const state = { is: 'rejected', at: AT, by: 'U0MINA001', why: evil } as const;
  const facts = {
    ...FACTS,
    approval: { ...approval, state },
    freeze: { where: '*', by: evil, at: AT, why: evil },
    other: { ...OPEN, plan: { ...RESTART, does: evil } },
  };
  for (const code of ['rejected', 'frozen', 'locked'] as const) {
    const message = refusedMessage({ code, facts });
    expectWithinLimits(message);
    expect(readable(message)).not.toContain('<!channel>');
  }
});
