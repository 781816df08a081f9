/** The bot is killed before each single thing a press makes it do; the same press, worked on again, loses nothing. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { approveFix, rejectFix } from '../../src/bot/answer-fix.ts';
import type { Received } from '../../src/bot/delivery.ts';
import { type FixParts, requestFix, requestUndo } from '../../src/bot/fixes.ts';
import { RemediationsConfig } from '../../src/config.ts';
import type { Approval } from '../../src/engine/approval.ts';
import type { Queues } from '../../src/jobs/queues.ts';
import { approvalStore } from '../../src/store/approvals.ts';
import { auditStore } from '../../src/store/audit.ts';
import { freezeStore } from '../../src/store/freezes.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { lockStore } from '../../src/store/locks.ts';
import { atEachMoment, dying, untilKilled } from '../setup/dying.ts';
import { describeWith } from '../setup/part.ts';
import { asked as ASKED, cause, verdict } from '../slack/setup.ts';
import { OPEN, RESTART } from '../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../store/setup.ts';

const SOON: Approval = {
  ...OPEN,
  requester: 'U0ROSA001',
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
};
const UNDO = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
const DONE: Approval = {
  ...SOON,
  plan: { ...RESTART, undo: UNDO },
  state: { is: 'verified', appliedAt: OPEN.createdAt, at: OPEN.createdAt, says: '' },
};
const BUTTON = { incident: 'inc-1', run: ASKED.run, option: 0 };

interface Press {
  readonly name: string;
  readonly before: Approval | null;
  readonly does: (received: Received, parts: FixParts) => Promise<unknown>;
  /** Whether it is audited by the bot. */
  readonly audited: 'approved' | 'rejected' | null;
}

const PRESSES: readonly Press[] = [
  {
    name: 'asks for a fix',
    before: null,
    does: (received, parts) => requestFix(BUTTON, received, parts),
    audited: null,
  },
  {
    name: 'says yes',
    before: SOON,
    does: (received, parts) => approveFix(SOON.id, received, parts),
    audited: 'approved',
  },
  {
    name: 'says no',
    before: SOON,
    does: (received, parts) => rejectFix(SOON.id, 'not at night', received, parts),
    audited: 'rejected',
  },
  {
    name: 'asks to take it back',
    before: DONE,
    does: (received, parts) => requestUndo(DONE.id, received, parts),
    audited: null,
  },
];

describeWith('redis', 'a bot that is killed at any moment of a press that', () => {
  let part: TestRedis;
  beforeAll(async () => {
    part = await startTestRedis(13);
  });
  afterAll(() => part.stop());

  const received = {
    key: 'key1',
    requestId: 'req-1',
    sender: { user: 'U0TOMO001', channel: 'C1', thread: '1.2' },
    replyThread: '1.2',
  } as unknown as Received;

  async function world({ before }: Press) {
    await part.redis.flushdb();
    const approvals = approvalStore(part.redis);
    const shown: (Approval | null)[] = [];
    const all = async () => {
      const ids = await approvals.ofIncident('inc-1');
      return Promise.all(ids.map((id) => approvals.read(id)));
    };
    const remediate = vi.fn<Queues['remediate']>(async () => {});
    const deliver = vi.fn<Queues['deliver']>(async () => {
      shown.splice(0, shown.length, ...(await all()));
    });
    const parts: FixParts = {
      incidents: incidentStore(part.redis),
      approvals,
      freezes: freezeStore(part.redis),
      locks: lockStore(part.redis),
      audit: auditStore(part.redis),
      remediations: RemediationsConfig.parse({
        enabled: [RESTART.remediation],
        approvers: [{ users: ['U0TOMO001'] }],
      }),
      membersOf: async () => [],
      topics: [],
      queues: { remediate, deliver } as unknown as Queues,
      log: pino({ level: 'silent' }),
    };
    const remediations = [
      { id: RESTART.remediation, title: 'Restart', risk: 'medium', ready: true },
    ] as const;
    const said = { ...verdict, cause: { ...cause, remediations, pull: { image: 'h' } } };
    await parts.incidents.open({
      ...ASKED,
      id: 'inc-1',
      state: { is: 'answered', at: verdict.at, reply: { kind: 'verdict', verdict: said } },
    });
    if (before) await approvals.open(before);
    return { parts, remediate, shown, all };
  }

  async function run(press: Press, killedAt: number | null) {
    const { parts, remediate, shown, all } = await world(press);
    const ended =
      killedAt === null ? 'unharmed' : await untilKilled(press.does(received, dying({ ...parts }, killedAt)));
    if (killedAt === null || ended === 'killed') await press.does(received, parts);
    const now = await all();
    const jobs = new Set(remediate.mock.calls.map(([{ id }, step]) => `${step} ${id}`));
    const told = (await Array.fromAsync(parts.audit.read())).filter(({ what }) => what !== 'refused');
    return {
      ended,
      shown: [...shown],
      now,
      left: {
        states: now.map((one) => `${one?.id} ${one?.state.is}`),
        jobs: [...jobs],
        audited: told.map(({ what, who }) => `${what} ${who}`),
      },
    };
  }

  test.each(PRESSES)('$name leaves nothing undone', async (press) => {
    const whole = await run(press, null);
    expect(whole.left.audited).toEqual(press.audited === null ? [] : [`${press.audited} U0TOMO001`]);
    const moments = await atEachMoment(async (at) => {
      const { ended, left, shown, now } = await run(press, at);
      expect(left, `killed at call ${at}`).toEqual(whole.left);
      expect(shown, `killed at call ${at}`).toEqual(now);
      return ended;
    });
    expect(moments).toBeGreaterThan(2);
  });
});
