/** Presses on fixes without Slack: who may, what is said when Slack does not tell, and what a freeze shows again. */
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { approveFix } from '../../src/bot/answer-fix.ts';
import type { Received } from '../../src/bot/delivery.ts';
import { actHere, type FixParts, requestFix, requestUndo } from '../../src/bot/fixes.ts';
import { RemediationsConfig } from '../../src/config.ts';
import type { Queues } from '../../src/jobs/queues.ts';
import { approvalStore } from '../../src/store/approvals.ts';
import { auditStore } from '../../src/store/audit.ts';
import { freezeStore } from '../../src/store/freezes.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { lockStore } from '../../src/store/locks.ts';
import { describeWith } from '../setup/part.ts';
import { asked as ASKED, cause, verdict } from '../slack/setup.ts';
import { OPEN, RESTART } from '../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../store/setup.ts';

const GROUP = 'S0ONCALL01';

describeWith('redis', 'presses on fixes', () => {
  let part: TestRedis;
  let parts: FixParts;
  const membersOf = vi.fn<FixParts['membersOf']>();
  const queues = {
    remediate: vi.fn<Queues['remediate']>(async () => {}),
    deliver: vi.fn<Queues['deliver']>(async () => {}),
  };
  beforeAll(async () => {
    part = await startTestRedis(15);
    parts = {
      incidents: incidentStore(part.redis),
      approvals: approvalStore(part.redis),
      freezes: freezeStore(part.redis),
      locks: lockStore(part.redis),
      audit: auditStore(part.redis),
      remediations: RemediationsConfig.parse({ approvers: [{ groups: [GROUP], users: ['U0NAMED01'] }] }),
      membersOf,
      topics: [],
      queues: queues as unknown as Queues,
      log: pino({ level: 'silent' }),
    };
  });
  beforeEach(async () => {
    await part.redis.flushdb();
    vi.clearAllMocks();
    membersOf.mockResolvedValue(['U0TOMO001', 'U0MINA001']);
    await parts.approvals.open(SOON);
  });
  afterAll(() => part.stop());

  const SOON = { ...OPEN, requester: 'U0ROSA001', expiresAt: new Date(Date.now() + 600_000).toISOString() };
  let deliveries = 0;
  const from = (user: string): Received =>
    ({
      key: `key${++deliveries}`,
      requestId: 'req-1',
      sender: { user, channel: 'C1', thread: '1.2' },
      replyThread: '1.2',
    }) as unknown as Received;
  const whats = async () => (await Array.fromAsync(parts.audit.read())).map(({ what, says }) => [what, says]);

  test('Slack does not tell who is in the group: refused by that name, audited, and nobody is let in', async () => {
    membersOf.mockRejectedValue(new Error('missing_scope'));
    expect(await approveFix('apr-1', from('U0TOMO001'), parts)).toMatchObject({
      ended: 'refused',
      code: 'group-unread',
    });
    expect(await whats()).toEqual([['refused', 'group-unread']]);
    expect(queues.remediate).not.toHaveBeenCalled();
  });

  test('who is named by id needs no group', async () => {
    membersOf.mockRejectedValue(new Error('missing_scope'));
    expect(await approveFix('apr-1', from('U0NAMED01'), parts)).toMatchObject({ ended: 'counted' });
    expect(membersOf).not.toHaveBeenCalled();
  });

  test('a member who has left the group since the plan was shown is refused', async () => {
    membersOf.mockResolvedValue(['U0MINA001']);
    expect(await approveFix('apr-1', from('U0TOMO001'), parts)).toMatchObject({ code: 'not-an-approver' });
  });

  test('high risk: one yes is kept and waits, the requester never counts, another person makes it two', async () => {
    await parts.approvals.open({ ...SOON, id: 'apr-2', plan: { ...RESTART, risk: 'high' }, needs: 2 });
    membersOf.mockResolvedValue(['U0TOMO001', 'U0MINA001', 'U0ROSA001']);
    expect(await approveFix('apr-2', from('U0TOMO001'), parts)).toEqual({ ended: 'counted', missing: 1 });
    expect(queues.remediate).not.toHaveBeenCalled();
    expect(await approveFix('apr-2', from('U0ROSA001'), parts)).toMatchObject({ code: 'self-approval' });
    expect(await approveFix('apr-2', from('U0TOMO001'), parts)).toMatchObject({ code: 'approved-already' });
    expect(await approveFix('apr-2', from('U0MINA001'), parts)).toEqual({ ended: 'counted', missing: 0 });
    expect(queues.remediate).toHaveBeenCalledOnce();
  });

  test('a freeze and its end show every waiting plan again', async () => {
    const freeze = { do: 'freeze', where: '*', why: 'release night' } as const;
    await actHere(freeze, from('U0ROSA001'), parts);
    expect(queues.deliver).toHaveBeenCalledExactlyOnceWith({ incident: 'inc-1', requestId: 'req-1' });
    expect(await approveFix('apr-1', from('U0TOMO001'), parts)).toMatchObject({ code: 'frozen' });
    queues.deliver.mockClear();
    await actHere({ do: 'unfreeze', where: '*' }, from('U0TOMO001'), parts);
    expect(queues.deliver).toHaveBeenCalledOnce();
    expect(await parts.freezes.all()).toEqual([]);
  });

  test('a freeze stands while Slack does not tell who may lift it', async () => {
    await actHere({ do: 'freeze', where: '*', why: '' }, from('U0ROSA001'), parts);
    membersOf.mockRejectedValue(new Error('ratelimited'));
    const note = await actHere({ do: 'unfreeze', where: '*' }, from('U0TOMO001'), parts);
    expect(note.says).toContain('Slack did not tell');
    expect(await parts.freezes.all()).toHaveLength(1);
  });

  test('another fix at work on the same object: refused by that name, and the yes is not used up', async () => {
    await parts.approvals.open({ ...SOON, id: 'apr-other', title: 'Restart core' });
    const locks = lockStore(part.redis);
    await locks.take(RESTART.locks, 'apr-other', 5_000);
    expect(await approveFix('apr-1', from('U0TOMO001'), parts)).toMatchObject({
      code: 'locked',
      facts: { other: { title: 'Restart core' } },
    });
    await locks.release(RESTART.locks, 'apr-other');
    expect(await approveFix('apr-1', from('U0TOMO001'), parts)).toEqual({ ended: 'counted', missing: 0 });
  });

  test('what a fix itself holds, or what it takes back, is in nobody’s way', async () => {
    const locks = lockStore(part.redis);
    await locks.take(RESTART.locks, 'apr-done', 5_000);
    await parts.approvals.open({ ...SOON, id: 'apr-back', undoes: 'apr-done' });
    expect(await approveFix('apr-back', from('U0TOMO001'), parts)).toMatchObject({ ended: 'counted' });
  });

  test('of two in the same moment one counts, the other is told that it is being written, by whom', async () => {
    const both = await Promise.all(
      ['U0TOMO001', 'U0MINA001'].map((user) => approveFix('apr-1', from(user), parts)),
    );
    expect(both.filter(({ ended }) => ended === 'counted')).toHaveLength(1);
    const refused = both.find(({ ended }) => ended === 'refused');
    expect(refused).toMatchObject({ code: 'being-applied', facts: { approval: { yes: [{}] } } });
    // The refused press asks for the same job, lest the one that counted died before: by its id it is one.
    const jobs = queues.remediate.mock.calls.map(([{ id }, step]) => `${step} ${id}`);
    expect(new Set(jobs)).toEqual(new Set(['apply apr-1']));
    expect((await whats()).map(([what]) => what)).toEqual(['approved', 'refused']);
  });

  test('a freeze is written on answers with buttons too, not on answers without', async () => {
    const offer = { id: 'restart-jobservice', title: 'Restart', risk: 'medium' } as const;
    for (const [id, ready] of [
      ['inc-with', true],
      ['inc-without', false],
    ] as const) {
      await parts.incidents.open({ ...ASKED, id });
      const remediations = [ready ? { ...offer, ready } : { ...offer, ready, why: 'not now' }];
      const said = { ...verdict, cause: { ...cause, remediations, pull: { image: 'h' } } };
      const reply = { kind: 'verdict', verdict: said } as const;
      await parts.incidents.change(id, (now) => ({
        ...now,
        state: { is: 'answered', at: verdict.at, reply },
      }));
    }
    await actHere({ do: 'freeze', where: '*', why: 'release night' }, from('U0ROSA001'), parts);
    expect(queues.deliver.mock.calls.map(([{ incident }]) => incident)).toEqual(['inc-1', 'inc-with']);
  });

  test('a second press on a fix does not make a second plan while the first one waits', async () => {
    const remediations = [
      { id: 'restart-jobservice', title: 'Restart', risk: 'medium', ready: true },
    ] as const;
    const said = { ...verdict, cause: { ...cause, remediations, pull: { image: 'h' } } };
    await parts.incidents.open({
      ...ASKED,
      id: 'inc-7',
      state: { is: 'answered', at: verdict.at, reply: { kind: 'verdict', verdict: said } },
    });
    const enabled = { ...parts, remediations: { ...parts.remediations, enabled: ['restart-jobservice'] } };
    const button = { incident: 'inc-7', run: ASKED.run, option: 0 };
    const first = from('U0ROSA001');
    expect(await requestFix(button, first, enabled)).toBe('planning');
    expect(await requestFix(button, first, enabled)).toBe('planning');
    queues.deliver.mockClear();
    expect(await requestFix(button, from('U0TOMO001'), enabled)).toBe('asked-already');
    expect(queues.deliver).toHaveBeenCalledWith(expect.objectContaining({ incident: 'inc-7' }));
    expect(await parts.approvals.ofIncident('inc-7')).toHaveLength(1);
    const state = { is: 'rejected', at: verdict.at, by: 'U0MINA001', why: '' } as const;
    await parts.approvals.change(`apr-${first.key}`, (now) => ({ ...now, state }));
    expect(await requestFix(button, from('U0TOMO001'), enabled)).toBe('planning');
  });

  test('only what was written is taken back', async () => {
    const undo = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
    const approval = { ...SOON, plan: { ...RESTART, undo } };
    await parts.approvals.open({ ...approval, id: 'apr-3' });
    expect(await requestUndo('apr-3', from('U0ROSA001'), parts)).toBe('over');
    const state = { is: 'verified', appliedAt: OPEN.createdAt, at: OPEN.createdAt, says: '' } as const;
    await parts.approvals.open({ ...approval, id: 'apr-4', state, audit: 7 });
    const press = from('U0ROSA001');
    expect(await requestUndo('apr-4', press, parts)).toBe('planning');
    expect(await requestUndo('apr-4', press, parts)).toBe('planning');
    expect(await requestUndo('apr-4', from('U0MINA001'), parts)).toBe('asked-already');
    // The number of the audit record is the fix's own.
    expect((await parts.approvals.read(`apr-${press.key}`))?.audit).toBeUndefined();
    const isDone = { ...state, says: 'Taken back.' };
    await parts.approvals.change(`apr-${press.key}`, (now) => ({ ...now, state: isDone }));
    expect(await requestUndo('apr-4', from('U0MINA001'), parts)).toBe('taken-back');
    expect(await requestUndo('apr-9', from('U0ROSA001'), parts)).toBe('gone');
  });
});
