import { expect, test } from 'vitest';
import { type Approval, type ApprovalState, TIME_LIMIT, takenBackBy } from '../../src/engine/approval.ts';
import type { ApproverRule } from '../../src/engine/approvers.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { wrongWith } from '../../src/sandbox/slack/blocks/validate.ts';
import { approvalEnd, approvalMessage } from '../../src/slack/approval.ts';
import { rejectModal } from '../../src/slack/reject-modal.ts';
import { toldMessage } from '../../src/slack/told.ts';
import { RESTART, OPEN as STORED } from '../store/approval-setup.ts';
import { expectWithinLimits, HOSTILE, readable } from './setup.ts';

const AT = '2026-11-21T02:10:00.000Z';
const OPEN: Approval = { ...STORED, requester: 'U0ROSA001' };
const RULES: readonly ApproverRule[] = [{ groups: ['S0ONCALL01'], users: [] }];
const freeze = { where: '*', by: 'U0ROSA001', at: AT, why: 'release night' };
const HIGH: Approval = { ...OPEN, plan: { ...RESTART, risk: 'high' }, needs: 2 };

const STATES: readonly ApprovalState[] = [
  { is: 'planning' },
  { is: 'unplanned', at: AT, why: 'refused', says: 'forbidden' },
  { is: 'open' },
  { is: 'approved', at: AT },
  { is: 'applying', at: AT },
  { is: 'verifying', appliedAt: AT, passedSince: null },
  { is: 'verified', appliedAt: AT, at: AT, says: 'it passes' },
  { is: 'unverified', appliedAt: AT, at: AT, says: 'it fails' },
  { is: 'failed', at: AT, says: 'forbidden', written: 1 },
  { is: 'healed', at: AT },
  { is: 'superseded', at: AT, by: 'apr-2', why: 'it changed' },
  { is: 'rejected', at: AT, by: 'U0MINA001', why: 'not now' },
  { is: 'expired', at: AT },
];

/** Everything a cluster, a person or a configuration can put into a plan, long and malicious. */
function hostile(state: ApprovalState): Approval {
  const evil = `${HOSTILE} ${'x'.repeat(5_000)}`;
  const change = { what: evil, from: evil, to: evil };
  const plan: Plan = {
    ...RESTART,
    does: evil,
    risk: 'high',
    interrupts: evil,
    changes: [change, ...Array.from({ length: 60 }, () => change)],
    undo: { by: 'steps', says: evil, steps: RESTART.steps, changes: [change] },
    beware: Array.from({ length: 12 }, () => evil),
  };
  const said = 'says' in state ? { ...state, says: evil } : 'why' in state ? { ...state, why: evil } : state;
  return { ...HIGH, title: evil, plan, state: said as ApprovalState };
}

test.each(STATES.map((state) => [state.is, state] as const))(
  'Slack takes the message of each state, however long its names: %s',
  (_, state) => {
    const many = Array.from({ length: 60 }, (_one, at) => ({
      groups: [`S0GROUP${at}`],
      users: [`U0U${at}`],
    }));
    for (const approval of [{ ...OPEN, state }, hostile(state), { ...hostile(state), plan: null }]) {
      const message = approvalMessage(approval, many, [{ ...freeze, why: 'x'.repeat(9_000) }]);
      expectWithinLimits(message);
      expect(wrongWith(message.blocks, 'message')).toEqual([]);
      expect(readable(message)).not.toContain('<!channel>');
      const end = approvalEnd(approval);
      if (end) expect(wrongWith(end.blocks, 'message')).toEqual([]);
    }
  },
);

test('one of two has said yes: who, and that one more is needed; the button asks once more', () => {
  const waiting = { ...HIGH, yes: [{ user: 'U0TOMO001', at: AT }] };
  const message = approvalMessage(waiting, RULES);
  expect(readable(message)).toContain('1 of 2: yes from <@U0TOMO001>. One more is needed');
  expect(readable(message)).toContain(
    'Needs two different people of <!subteam^S0ONCALL01>, not <@U0ROSA001>',
  );
  expect(JSON.stringify(message.blocks)).toContain('"confirm"');
  expect(JSON.stringify(approvalMessage(OPEN, RULES).blocks)).not.toContain('"confirm"');
});

test('only an open plan says that writes are frozen, and only where they are', () => {
  expect(readable(approvalMessage(OPEN, RULES, [freeze]))).toContain(
    '*Writes are frozen* by <@U0ROSA001>: release night',
  );
  expect(readable(approvalMessage(OPEN, RULES, [{ ...freeze, where: 'other' }]))).not.toContain('frozen');
  const expired = { ...OPEN, state: { is: 'expired', at: AT } } as const;
  expect(readable(approvalMessage(expired, RULES, [freeze]))).not.toContain('frozen');
});

test('a freeze stands on the button that takes back, too, and names who froze it from a terminal', () => {
  const undo = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
  const state = { is: 'verified', appliedAt: AT, at: AT, says: '' } as const;
  const frozen = [{ ...freeze, by: 'terminal:ops' }];
  const done: Approval = { ...OPEN, plan: { ...RESTART, undo }, state };
  expect(readable(approvalMessage(done, RULES, frozen))).toContain('*Writes are frozen* by `terminal:ops`');
  expect(readable(approvalMessage({ ...OPEN, state }, RULES, frozen))).not.toContain('frozen');
});

test('who stopped all fixes is named as a person; a system that says the like after its own words calls nobody', () => {
  const told = (says: string) =>
    JSON.stringify(
      approvalMessage({ ...OPEN, state: { is: 'unplanned', at: AT, why: 'frozen', says } }, RULES),
    );
  const said = 'writes are frozen by <@U0ROSA001>: release night <@U0MINA001>';
  expect(told(said)).toContain('rozen by <@U0ROSA001>: release night');
  expect(told(said)).not.toContain('<@U0MINA001>');
  expect(told(`frozen while it was being written: ${said}`)).toContain('<@U0ROSA001>');
  expect(told(`denied: ${said}`)).not.toContain('<@U0ROSA001>: release');
});

test('who rejected it is named as a person, with the reason', () => {
  const message = approvalMessage(
    { ...OPEN, state: { is: 'rejected', at: AT, by: 'U0MINA001', why: 'a < b' } },
    RULES,
  );
  expect(readable(message)).toContain('Rejected by <@U0MINA001>: a &lt; b');
  expect(readable(message)).toContain('What would have been written');
});

test('done: who said yes and when, under which number it is in the audit', () => {
  const state = { is: 'verified', appliedAt: AT, at: AT, says: '`c` passes.' } as const;
  const done = { ...OPEN, state, audit: 118, yes: [{ user: 'U0TOMO001', at: AT }] };
  expect(readable(approvalMessage(done, RULES))).toMatch(
    /Done\. `c` passes\..*What was written.*approved by <@U0TOMO001> .*audit record 118/s,
  );
});

test('while it is verified it says what it waits for, and until when at most', () => {
  const state = { is: 'verifying', appliedAt: AT, passedSince: null } as const;
  const until = Date.parse(AT) / 1000 + RESTART.verify.withinS + RESTART.verify.steadyS;
  const says = readable(approvalMessage({ ...OPEN, state }, RULES));
  expect(says).toContain('Waiting until `jobservice-hung` passes for 60 s. I wait until');
  expect(says).toContain(`<!date^${until}^`);
});

test('expiry is written into the message and takes its buttons away', () => {
  expect(readable(approvalMessage(OPEN, RULES))).toMatch(/expires .*\[ Approve \]/s);
  const message = approvalMessage({ ...OPEN, state: { is: 'expired', at: AT } }, RULES);
  expect(readable(message)).toContain('Expired: nobody said yes in time. Nothing was written.');
  expect(readable(message)).not.toContain('[ ');
});

test('nobody may approve: said, with where to write it', () => {
  expect(readable(approvalMessage(OPEN, []))).toContain('Nobody may approve it');
});

test('what autopilot did names the rule that let it; what it leaves to people does not claim so', () => {
  const auto: Approval = { ...OPEN, requester: 'autopilot', plan: { ...RESTART, risk: 'low' } };
  const done = { ...auto, state: { is: 'applying', at: AT } } as const;
  expect(readable(approvalMessage(done, RULES))).toContain('`remediations.autopilot` allows it');
  expect(readable(approvalMessage(auto, RULES))).toContain('autopilot asks');
  expect(readable(approvalMessage(auto, RULES))).not.toContain('allows it');
});

test('an undo has no undo button, what was written has one', () => {
  const undo = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
  const state = { is: 'verified', appliedAt: AT, at: AT, says: 'Taken back.' } as const;
  const done: Approval = { ...OPEN, plan: { ...RESTART, undo }, state };
  expect(readable(approvalMessage(done, RULES))).toContain('[ Undo ]');
  const back: Approval = { ...done, id: 'apr-2', undoes: done.id, requester: 'U0MINA001' };
  expect(readable(approvalMessage(back, RULES))).not.toContain('[ Undo ]');
});

test('what was taken back has no undo button any more and says who asked for it', () => {
  const undo = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
  const state = { is: 'verified', appliedAt: AT, at: AT, says: '' } as const;
  const done: Approval = { ...OPEN, plan: { ...RESTART, undo }, state };
  const back: Approval = { ...done, id: 'apr-2', undoes: done.id, requester: 'U0MINA001' };
  const by = (one: Approval): Approval | null => takenBackBy(done, [done, one]);
  const says = readable(approvalMessage(done, RULES, [freeze], 'en', by(back)));
  expect(says).toMatch(/Taken back <!date[^>]*>, asked by <@U0MINA001>\./);
  expect(says).not.toMatch(/\[ Undo \]|frozen/);
  const inTime = by({ ...back, requester: TIME_LIMIT });
  expect(readable(approvalMessage(done, RULES, [], 'en', inTime))).toContain(': its time was up.');
  for (const is of ['planning', 'open', 'failed', 'rejected', 'expired'] as const)
    expect(by({ ...back, state: { is } as Approval['state'] })).toBeNull();
  expect(by({ ...back, undoes: 'apr-of-another' })).toBeNull();
});

test('the modal that asks why, and notes, are such as Slack takes', () => {
  const modal = rejectModal({ approval: `apr-${'a'.repeat(80)}`, channel: 'C1', thread: null });
  expect(wrongWith(modal.blocks, 'view')).toEqual([]);
  const note = toldMessage({ kind: 'note', says: HOSTILE, lines: Array.from({ length: 90 }, () => HOSTILE) });
  expectWithinLimits(note);
  expect(wrongWith(note.blocks, 'message')).toEqual([]);
  expect(readable(note)).not.toContain('<!channel>');
});
