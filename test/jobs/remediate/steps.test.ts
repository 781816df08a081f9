/** What could go wrong between the question and the last word of a fix, step by step. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import { planDigest } from '../../../src/engine/plan-digest.ts';
import { applyFix, TryAgain } from '../../../src/jobs/remediate/apply-fix.ts';
import { expireApproval } from '../../../src/jobs/remediate/expire-approval.ts';
import { planFix } from '../../../src/jobs/remediate/plan-fix.ts';
import { verifyFix } from '../../../src/jobs/remediate/verify-fix.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN, RESTART } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const AT = NOW.toISOString();
const APPROVED: Approval = { ...OPEN, yes: [{ user: 'U-ann', at: AT }], state: { is: 'approved', at: AT } };
const ASKED: Approval = { ...OPEN, plan: null, digest: null, state: { is: 'planning' } };

describeWith('redis', 'the steps of a fix', () => {
  let redis: TestRedis;
  let lab: Lab;
  beforeAll(async () => {
    redis = await startTestRedis(10);
  });
  beforeEach(async () => {
    await redis.redis.flushdb();
    lab = labOver(redis);
  });
  afterAll(() => redis.stop());
  const stateOf = async (id = OPEN.id) => (await lab.parts.approvals.read(id))?.state;
  const open = (approval: Approval) => lab.parts.approvals.open(approval);
  const freeze = { where: 'prod', by: 'U0ROSA001', at: AT, why: 'release night' };

  test('planned twice is planned once; it waits for as long as the file says', async () => {
    await open(ASKED);
    await planFix(OPEN.id, lab.parts);
    await planFix(OPEN.id, lab.parts);
    const approval = await lab.parts.approvals.read(OPEN.id);
    expect(approval).toMatchObject({ state: { is: 'open' }, digest: planDigest(RESTART), needs: 1 });
    expect(approval?.expiresAt).toBe('2026-11-21T02:40:00.000Z');
    expect(await lab.audited()).toEqual(['requested U-rosa']);
  });

  test('high risk needs two', async () => {
    lab.world.plan = { ...RESTART, risk: 'high' };
    await open(ASKED);
    await planFix(OPEN.id, lab.parts);
    expect(await lab.parts.approvals.read(OPEN.id)).toMatchObject({ needs: 2, state: { is: 'open' } });
  });

  test.each([
    ['refused', 'refused', 'deployments is forbidden'],
    ['unsure', 'unknown', 'connection reset'],
  ] as const)('a rehearsal that is %s is shown instead of a plan', async (ended, why, says) => {
    lab.rehearse.mockResolvedValue({ ended, says });
    await open(ASKED);
    await planFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'unplanned', why, says });
  });

  test.each([
    ['well', 'healed'],
    ['unseen', 'unknown'],
  ] as const)('what is %s now gets no plan', async (health, why) => {
    lab.world.health = health;
    await open(ASKED);
    await planFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'unplanned', why });
    expect(lab.rehearse).not.toHaveBeenCalled();
  });

  test('written once, however often the job comes again', async () => {
    await open(APPROVED);
    for (let times = 0; times < 3; times++) await applyFix(OPEN.id, lab.parts);
    expect(lab.write).toHaveBeenCalledOnce();
    expect(await stateOf()).toMatchObject({ is: 'verifying' });
    expect(await lab.audited()).toEqual(['approved U-ann', 'applying worker', 'applied worker']);
  });

  test('what cannot be looked at again just now is tried again; after two minutes the yes is over, unwritten', async () => {
    await open(APPROVED);
    lab.world.health = 'unseen';
    await expect(applyFix(OPEN.id, lab.parts)).rejects.toThrow(TryAgain);
    expect(await stateOf()).toMatchObject({ is: 'approved' });
    expect(await lab.parts.locks.ownerOf(RESTART.locks[0])).toBeNull();
    lab.world.now = new Date(NOW.getTime() + 120_001);
    await applyFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'superseded', by: null });
    expect(lab.write).not.toHaveBeenCalled();
  });

  test('what could be looked at again on the second try is written', async () => {
    await open(APPROVED);
    lab.world.health = 'unseen';
    await expect(applyFix(OPEN.id, lab.parts)).rejects.toThrow(TryAgain);
    lab.world.health = 'sick';
    lab.world.facts = 'unseen';
    await expect(applyFix(OPEN.id, lab.parts)).rejects.toThrow(TryAgain);
    lab.world.facts = 'told';
    await applyFix(OPEN.id, lab.parts);
    expect(lab.write).toHaveBeenCalledOnce();
  });

  test('a freeze between the yes and the write stops it', async () => {
    await open(APPROVED);
    await lab.parts.freezes.freeze(freeze);
    await applyFix(OPEN.id, lab.parts);
    expect(lab.write).not.toHaveBeenCalled();
    expect(await stateOf()).toMatchObject({ is: 'failed', written: 0 });
  });

  test('a freeze between two steps stops the second', async () => {
    const plan = { ...RESTART, steps: [RESTART.steps[0], RESTART.steps[0]] as const };
    lab.world.plan = plan;
    await open({ ...APPROVED, plan, digest: planDigest(plan) });
    lab.write.mockImplementationOnce(async () => {
      await lab.parts.freezes.freeze(freeze);
      return { ended: 'written' };
    });
    await applyFix(OPEN.id, lab.parts);
    expect(lab.write).toHaveBeenCalledOnce();
    expect(await stateOf()).toMatchObject({ is: 'failed', written: 1 });
  });

  test('taken up from a dead worker while frozen: not written, and not said that it was not', async () => {
    await open({ ...APPROVED, state: { is: 'applying', at: AT } });
    await lab.parts.freezes.freeze(freeze);
    await applyFix(OPEN.id, lab.parts);
    expect(lab.write).not.toHaveBeenCalled();
    expect(await stateOf()).toMatchObject({ is: 'failed', written: null });
  });

  test('an object that another fix has is left alone; its lock stays', async () => {
    await lab.parts.locks.take(RESTART.locks, 'apr-other', 5_000);
    await open(APPROVED);
    await applyFix(OPEN.id, lab.parts);
    expect(lab.write).not.toHaveBeenCalled();
    expect(await stateOf()).toMatchObject({ is: 'failed', says: expect.stringContaining('apr-other') });
    expect(await lab.parts.locks.ownerOf(RESTART.locks[0])).toBe('apr-other');
  });

  test('a lock that has ended is in nobody’s way', async () => {
    await lab.parts.locks.take(RESTART.locks, 'apr-dead', 30);
    await expect.poll(() => lab.parts.locks.ownerOf(RESTART.locks[0])).toBeNull();
    await open(APPROVED);
    await applyFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'verifying' });
  });

  test('the object stays locked until it is known whether it helped, then is free', async () => {
    await open(APPROVED);
    await applyFix(OPEN.id, lab.parts);
    await redis.redis.del(...(await redis.redis.keys('medic:lock:*')));
    expect(await verifyFix(OPEN.id, lab.parts)).toBeGreaterThan(0);
    expect(await lab.parts.locks.ownerOf(RESTART.locks[0])).toBe(OPEN.id);
    lab.world.health = 'well';
    await verifyFix(OPEN.id, lab.parts);
    lab.world.now = new Date(NOW.getTime() + 61_000);
    expect(await verifyFix(OPEN.id, lab.parts)).toBeNull();
    expect(await stateOf()).toMatchObject({ is: 'verified' });
    expect(await lab.parts.locks.ownerOf(RESTART.locks[0])).toBeNull();
  });

  test('still sick when time is up: unverified, with what the check says', async () => {
    await open({ ...APPROVED, state: { is: 'verifying', appliedAt: AT, passedSince: null } });
    lab.world.now = new Date(NOW.getTime() + 361_000);
    expect(await verifyFix(OPEN.id, lab.parts)).toBeNull();
    expect(await stateOf()).toMatchObject({ is: 'unverified', says: expect.stringContaining('it hangs') });
  });

  test('no answer to a write is tried again, a refusal is not', async () => {
    lab.write.mockResolvedValueOnce({ ended: 'unsure', says: 'connection reset' });
    await open(APPROVED);
    await expect(applyFix(OPEN.id, lab.parts)).rejects.toThrow(TryAgain);
    expect(await stateOf()).toMatchObject({ is: 'applying' });
    lab.write.mockResolvedValueOnce({ ended: 'refused', says: 'forbidden' });
    await applyFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'failed', says: 'forbidden' });
    expect(await lab.parts.locks.ownerOf(RESTART.locks[0])).toBeNull();
  });

  test('changed twice: each new plan supersedes the one before, and none is written without its own yes', async () => {
    await open(APPROVED);
    lab.world.plan = { ...RESTART, interrupts: 'More.' };
    await applyFix(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'superseded', by: 'apr-1n' });
    await planFix('apr-1n', lab.parts);
    expect(await lab.parts.approvals.read('apr-1n')).toMatchObject({ state: { is: 'open' }, yes: [] });
    await lab.parts.approvals.change('apr-1n', (now) => ({
      ...now,
      yes: APPROVED.yes,
      state: APPROVED.state,
    }));
    lab.world.plan = { ...RESTART, interrupts: 'Still more.' };
    await applyFix('apr-1n', lab.parts);
    expect(await stateOf('apr-1n')).toMatchObject({ is: 'superseded', by: 'apr-1nn' });
    expect(lab.write).not.toHaveBeenCalled();
  });

  test('a way back does not wait for the verification of what it takes back; it has no way back itself', async () => {
    const undo = { by: 'steps', says: 'Back', steps: RESTART.steps, changes: RESTART.changes } as const;
    await open({
      ...APPROVED,
      plan: { ...RESTART, undo },
      state: { is: 'verifying', appliedAt: AT, passedSince: null },
    });
    await lab.parts.locks.take(RESTART.locks, OPEN.id, 60_000);
    await open({ ...ASKED, id: 'apr-back', undoes: OPEN.id });
    await planFix('apr-back', lab.parts);
    const back = await lab.parts.approvals.change('apr-back', (now) => ({ ...now, state: APPROVED.state }));
    expect(back?.plan).toMatchObject({ does: 'Back', undo: { by: 'none' } });
    await applyFix('apr-back', lab.parts);
    expect(await stateOf('apr-back')).toMatchObject({ is: 'verifying' });
    await open({ ...ASKED, id: 'apr-again', undoes: 'apr-back' });
    await planFix('apr-again', lab.parts);
    expect(await stateOf('apr-again')).toMatchObject({ is: 'unplanned', why: 'not-ready' });
  });

  test('expires once its time has come, and only while it waits', async () => {
    await open(OPEN);
    await expireApproval(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'open' });
    lab.world.now = new Date(OPEN.expiresAt);
    for (let times = 0; times < 2; times++) await expireApproval(OPEN.id, lab.parts);
    expect(await stateOf()).toMatchObject({ is: 'expired' });
    expect(await lab.audited()).toEqual(['expired worker']);
  });
});
