/** Fixes whose job was lost or given up, over a real Redis and its queues. */
import { Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../../src/clients/redis.ts';
import type { Approval, ApprovalState } from '../../../src/engine/approval.ts';
import { createQueues, type Queues } from '../../../src/jobs/queues.ts';
import { type TakeUpParts, takeUpLost } from '../../../src/jobs/remediate/take-up.ts';
import { keys } from '../../../src/store/keys.ts';
import { eventually } from '../../bot/setup/running.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const AT = NOW.toISOString();
const ID = OPEN.id;
const STATES = {
  planning: { is: 'planning' },
  approved: { is: 'approved', at: AT },
  applying: { is: 'applying', at: AT },
  verifying: { is: 'verifying', appliedAt: AT, passedSince: null },
} as const satisfies Record<string, ApprovalState>;

describeWith('redis', 'fixes that were lost', () => {
  let part: TestRedis;
  let connection: RedisConnection;
  let queues: Queues;
  let jobs: Queue;
  let lab: Lab;
  let parts: TakeUpParts;
  beforeAll(async () => {
    part = await startTestRedis(8);
    connection = await connectRedis(part.url, 'worker', () => {});
    queues = createQueues(connection, [], () => {});
    jobs = new Queue('remediate', { connection });
  });
  beforeEach(async () => {
    await part.redis.flushdb();
    lab = labOver(part);
    parts = { ...lab.parts, queues: { ...lab.parts.queues, takeUp: queues.takeUp } };
  });
  afterAll(async () => {
    await jobs.close();
    await queues.stop();
    connection.disconnect();
    await part.stop();
  });
  const open = (state: ApprovalState, more: Partial<Approval> = {}) =>
    lab.parts.approvals.open({ ...OPEN, ...more, state });
  const stateOf = async () => (await lab.parts.approvals.read(ID))?.state;
  const waiting = async () => (await jobs.getWaiting()).map(({ id }) => id);
  /** Its job ends so. */
  async function ended(step: string, how: 'completed' | 'failed'): Promise<void> {
    await jobs.add(step, {}, { jobId: `${ID}-${step}`, attempts: 1 });
    const work = async () => {
      if (how === 'failed') throw new Error('the API server does not answer');
    };
    const worker = new Worker('remediate', work, { connection });
    await eventually(async () => expect(await jobs.getJobState(`${ID}-${step}`)).toBe(how));
    await worker.close();
  }

  test.each([
    ['planning', 'plan'],
    ['approved', 'apply'],
    ['applying', 'apply'],
    ['verifying', 'verify'],
  ] as const)('%s without a job gets one, once', async (is, step) => {
    await open(STATES[is]);
    await takeUpLost(parts);
    await takeUpLost(parts);
    expect(await waiting()).toEqual([`${ID}-${step}`]);
    expect(await stateOf()).toEqual(STATES[is]);
  });

  test('a job that ended and left its work undone is done again', async () => {
    await open(STATES.approved);
    await ended('apply', 'completed');
    await takeUpLost(parts);
    expect(await waiting()).toEqual([`${ID}-apply`]);
  });

  test.each([
    ['planning', 'plan', { is: 'unplanned', why: 'unknown' }, null],
    ['approved', 'apply', { is: 'failed', written: 0 }, 'failed worker'],
    ['applying', 'apply', { is: 'failed', written: null }, 'failed worker'],
    ['verifying', 'verify', { is: 'unverified', appliedAt: AT }, 'unverified worker'],
  ] as const)(
    '%s whose job was given up ends, says why, and frees its object',
    async (is, step, end, told) => {
      await open(STATES[is]);
      await lab.parts.locks.take(OPEN.plan?.locks ?? [], ID, 60_000);
      await ended(step, 'failed');
      await takeUpLost(parts);
      expect(await stateOf()).toMatchObject({
        ...end,
        says: expect.stringContaining('does not answer') as string,
      });
      expect(lab.deliver).toHaveBeenCalledWith({ incident: OPEN.incident, requestId: OPEN.requestId });
      if (told === null) return;
      expect(await lab.audited()).toContain(told);
      expect(await lab.parts.locks.ownerOf(OPEN.plan?.locks[0] ?? '')).toBeNull();
    },
  );

  test('a plan whose time is over without anybody ending it expires; one that waits is left alone', async () => {
    await open({ is: 'open' });
    await takeUpLost(parts);
    expect(await stateOf()).toEqual({ is: 'open' });
    lab.world.now = new Date(Date.parse(OPEN.expiresAt) + 61_000);
    await takeUpLost(parts);
    expect(await stateOf()).toMatchObject({ is: 'expired' });
    expect(await waiting()).toEqual([]);
  });

  test('what is over or gone leaves the index; a record of another version is in nobody’s way', async () => {
    await open({ is: 'rejected', at: AT, by: 'U-ann', why: '' });
    await part.redis.set(keys.approval('apr-0'), '{"version":99}');
    await part.redis.zadd(keys.approvalsUnderWay, 0, 'apr-0', 1, ID, 2, 'apr-gone');
    await takeUpLost(parts);
    expect(await lab.parts.approvals.underWay()).toEqual(['apr-0']);
    expect(await waiting()).toEqual([]);
  });

  test('what was approved for a while is taken back although its job was lost, once; then nobody looks any more', async () => {
    if (OPEN.plan === null) throw new Error('no plan');
    const plan = { ...OPEN.plan, revert: { afterS: 900 } };
    await open({ is: 'verified', appliedAt: AT, at: AT, says: '' }, { plan });
    await takeUpLost(parts);
    await takeUpLost(parts);
    expect(await waiting()).toEqual([`${ID}-revert`]);
    await open({ is: 'verifying', appliedAt: AT, passedSince: null }, { id: `${ID}b`, undoes: ID });
    await jobs.drain();
    await takeUpLost(parts);
    expect(await waiting()).toEqual([`${ID}b-verify`]);
    expect(await lab.parts.approvals.underWay()).toEqual([`${ID}b`]);
  });
});
