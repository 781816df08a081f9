/** What was approved for a while takes itself back: over a real Redis and its queues. */
import { Queue } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../../src/clients/redis.ts';
import type { Approval } from '../../../src/engine/approval.ts';
import { revertDue } from '../../../src/engine/revert-due.ts';
import { createQueues, type Queues } from '../../../src/jobs/queues.ts';
import { revertFix } from '../../../src/jobs/remediate/revert-fix.ts';
import { tellState } from '../../../src/jobs/remediate/tell-state.ts';
import { startRemediateWorkers } from '../../../src/jobs/remediate.ts';
import { eventually } from '../../bot/setup/running.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN, RESTART } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const APPLIED = NOW.toISOString();
const MINUTE_MS = 60_000;
const [STEP] = RESTART.steps;
const PLAN = {
  ...RESTART,
  revert: { afterS: 900 },
  undo: { by: 'steps', says: 'Set it back', steps: [STEP], changes: RESTART.changes },
} as const;
const DONE: Approval = {
  ...OPEN,
  plan: PLAN,
  yes: [{ user: 'U-tomo', at: APPLIED }],
  state: { is: 'verified', appliedAt: APPLIED, at: APPLIED, says: 'it logs at debug' },
};
const BACK = `${DONE.id}b`;

describeWith('redis', 'what takes itself back', () => {
  let part: TestRedis;
  let connection: RedisConnection;
  let queues: Queues;
  let jobs: Queue;
  let lab: Lab;
  beforeAll(async () => {
    part = await startTestRedis(5);
    connection = await connectRedis(part.url, 'worker', () => {});
    queues = createQueues(connection, [], () => {});
    jobs = new Queue('remediate', { connection });
  });
  beforeEach(async () => {
    await part.redis.flushdb();
    lab = labOver(part);
  });
  afterAll(async () => {
    await jobs.close();
    await queues.stop();
    connection.disconnect();
    await part.stop();
  });
  const later = (minutes: number) => {
    lab.world.now = new Date(NOW.getTime() + minutes * MINUTE_MS);
  };
  const done = (more: Partial<Approval> = {}) => lab.parts.approvals.open({ ...DONE, ...more });

  test('its job waits in Redis for the rest of its time, whoever comes and goes', async () => {
    later(5);
    const parts = { ...lab.parts, queues: { ...lab.parts.queues, remediate: queues.remediate } };
    await done();
    await tellState(DONE, parts);
    await tellState(DONE, parts);
    const waiting = await jobs.getDelayed();
    expect(waiting.map(({ id, data, delay }) => ({ id, step: data.do, delay }))).toEqual([
      { id: `${DONE.id}-revert`, step: 'revert', delay: 10 * MINUTE_MS },
    ]);
  });

  test('too early: the rest of the time; then once, as an approval of its own', async () => {
    await done();
    later(14);
    expect(await revertFix(DONE.id, lab.parts)).toBe(MINUTE_MS);
    expect(await lab.parts.approvals.read(BACK)).toBeNull();
    later(15);
    expect(await revertFix(DONE.id, lab.parts)).toBeNull();
    expect(await revertFix(DONE.id, lab.parts)).toBeNull();
    const back = await lab.parts.approvals.read(BACK);
    expect(back).toMatchObject({
      requester: 'time-limit',
      undoes: DONE.id,
      yes: [],
      state: { is: 'approved' },
      plan: { does: 'Set it back', undo: { by: 'none' } },
    });
    expect(back?.plan?.revert).toBeUndefined();
    expect(lab.remediate.mock.calls.every(([{ id }, step]) => id === BACK && step === 'apply')).toBe(true);
    expect(lab.remediate).toHaveBeenCalled();
  });

  test('a worker that comes up after its time does it, to the end and its audit', async () => {
    await done();
    later(20);
    const parts = { ...lab.parts, queues: { ...queues, deliver: async () => {} } };
    await queues.remediate(DONE, 'revert');
    const workers = startRemediateWorkers([null], { ...parts, redis: connection });
    await eventually(async () =>
      expect((await lab.parts.approvals.read(BACK))?.state).toMatchObject({
        is: 'verified',
        says: 'Taken back.',
      }),
    );
    await workers.stop(1_000);
    expect(lab.write).toHaveBeenCalledTimes(1);
    expect(await lab.audited()).toEqual([
      'approved time-limit',
      'applying worker',
      'applied worker',
      'verified worker',
    ]);
  });

  test('taken back by hand before: nothing is done; while that is at work: it waits', async () => {
    later(16);
    await done();
    const byHand = { ...DONE, id: 'apr-2', undoes: DONE.id, plan: { ...PLAN, revert: undefined } as never };
    await lab.parts.approvals.open({ ...byHand, state: { is: 'applying', at: APPLIED } });
    expect(await revertFix(DONE.id, lab.parts)).toBe(15_000);
    await lab.parts.approvals.change('apr-2', (now) => ({ ...now, state: { ...DONE.state } as never }));
    expect(await revertFix(DONE.id, lab.parts)).toBeNull();
    expect(await lab.parts.approvals.read(BACK)).toBeNull();
  });

  test('a way back that nobody has said yes to yet is in nobody’s way', async () => {
    later(16);
    await done();
    await lab.parts.approvals.open({ ...DONE, id: 'apr-2', undoes: DONE.id, state: { is: 'open' } });
    expect(await revertFix(DONE.id, lab.parts)).toBeNull();
    expect(await lab.parts.approvals.read(BACK)).not.toBeNull();
  });

  test('frozen, or another fix at work on the same object: it waits', async () => {
    later(16);
    await done();
    await lab.parts.locks.take(PLAN.locks, 'apr-other', MINUTE_MS);
    expect(await revertFix(DONE.id, lab.parts)).toBe(15_000);
    await lab.parts.locks.release(PLAN.locks, 'apr-other');
    await lab.parts.freezes.freeze({ where: 'prod', by: 'U-mina', at: APPLIED, why: 'night' });
    expect(await revertFix(DONE.id, lab.parts)).toBe(15_000);
    expect(await lab.parts.approvals.read(BACK)).toBeNull();
  });

  test.each([
    ['what is for good', { plan: RESTART }, null],
    ['what was never written', { state: { is: 'failed', at: APPLIED, says: 'no', written: 0 } }, null],
    [
      'what nobody knows of whether it was written',
      { state: { is: 'failed', at: APPLIED, says: 'no', written: null } },
      900_000,
    ],
    [
      'what is written and not proved',
      { state: { is: 'verifying', appliedAt: APPLIED, passedSince: null } },
      900_000,
    ],
    ['a way back', { undoes: 'apr-0' }, null],
    ['what waits for its yes', { state: { is: 'open' } }, null],
  ] as const)('%s', (_, more, after) => {
    const due = revertDue({ ...DONE, ...more } as Approval);
    expect(due === null ? null : due - NOW.getTime()).toBe(after);
  });
});
