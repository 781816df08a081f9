/** What one worker's step leaves for the next worker, and a fix for its way back, over a real Redis. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import { applyFix, TryAgain } from '../../../src/jobs/remediate/apply-fix.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const AT = NOW.toISOString();
const APPROVED: Approval = { ...OPEN, yes: [{ user: 'U-ann', at: AT }], state: { is: 'approved', at: AT } };

describeWith('redis', 'the trail of a fix', () => {
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

  test('what was so before the first try is there for the second; what was made is kept', async () => {
    await lab.parts.approvals.open(APPROVED);
    lab.write.mockImplementationOnce(async (_step, _plan, _stamp, notes) => {
      expect(notes.before).toBeNull();
      await notes.keep('41');
      return { ended: 'unsure', says: 'connection reset' };
    });
    await expect(applyFix(OPEN.id, lab.parts)).rejects.toThrow(TryAgain);
    lab.write.mockImplementationOnce(async (_step, _plan, _stamp, notes) => {
      expect(notes.before).toBe('41');
      return { ended: 'was-done', made: '42' };
    });
    await applyFix(OPEN.id, lab.parts);
    expect(await lab.parts.approvals.read(OPEN.id)).toMatchObject({
      state: { is: 'verifying' },
      trail: { 0: { before: '41', made: '42' } },
    });
  });

  test('a way back knows what the way there had made', async () => {
    await lab.parts.approvals.open({ ...APPROVED, trail: { 0: { made: '42' } }, state: { is: 'open' } });
    await lab.parts.approvals.open({ ...APPROVED, id: 'apr-2', undoes: OPEN.id });
    await applyFix('apr-2', lab.parts);
    expect(lab.write.mock.calls[0]?.[2]).toMatchObject({ approval: 'apr-2', made: '42' });
  });
});
