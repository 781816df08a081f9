import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve, type Press } from '../../src/engine/approval.ts';
import { type ApprovalStore, approvalStore } from '../../src/store/approvals.ts';
import { UnreadableRecord } from '../../src/store/format.ts';
import { freezeStore } from '../../src/store/freezes.ts';
import { keys } from '../../src/store/keys.ts';
import { lockStore } from '../../src/store/locks.ts';
import { describeWith } from '../setup/part.ts';
import { OPEN } from './approval-setup.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

describeWith('redis', 'approvals, locks and freezes', () => {
  let part: TestRedis;
  let approvals: ApprovalStore;
  beforeAll(async () => {
    part = await startTestRedis(12);
    await part.redis.flushdb();
    approvals = approvalStore(part.redis);
  });
  afterAll(() => part.stop());

  test('one id is opened once, and is read as it was written', async () => {
    expect(await approvals.open(OPEN)).toBe('added');
    expect(await approvals.open({ ...OPEN, requester: 'U9' })).toBe('known');
    expect(await approvals.read('apr-1')).toEqual(OPEN);
    expect(await approvals.ofIncident('inc-1')).toEqual(['apr-1']);
  });

  test('of fifty presses in the same moment one is counted', async () => {
    await approvals.open({ ...OPEN, id: 'apr-race' });
    const press = (at: number): Press => ({
      user: `U-${at}`,
      channel: 'C1',
      thread: '1.2',
      at: '2026-11-21T02:10:00.000Z',
      may: 'yes',
      frozen: false,
      lockedBy: null,
    });
    const counted = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        approvals.change('apr-race', (now) => {
          const pressing = approve(now, press(at));
          return pressing.ended === 'counted' ? pressing.approval : null;
        }),
      ),
    );
    expect(counted.filter((one) => one !== null)).toHaveLength(1);
    expect((await approvals.read('apr-race'))?.yes).toHaveLength(1);
  });

  test('those that wait are found when their time has come, others are not', async () => {
    const late = Date.parse(OPEN.expiresAt);
    expect(await approvals.due(late - 1)).toEqual([]);
    expect(await approvals.due(late)).toContain('apr-1');
    expect(await approvals.waiting()).not.toContain('apr-race');
  });

  test('a record that is none of ours is refused', async () => {
    await part.redis.set(keys.approval('apr-x'), '{"version":1}');
    await expect(approvals.read('apr-x')).rejects.toThrow(UnreadableRecord);
  });

  test('locks are taken all or none, by one owner, and let go only by it', async () => {
    const locks = lockStore(part.redis);
    expect(await locks.take(['a', 'b'], 'one', 5_000)).toEqual({ taken: 'all' });
    expect(await locks.take(['b'], 'one', 5_000)).toEqual({ taken: 'all' });
    expect(await locks.take(['c', 'b'], 'two', 5_000)).toEqual({ taken: 'none', object: 'b', owner: 'one' });
    expect(await locks.ownerOf('c')).toBeNull();
    await locks.release(['a', 'b'], 'two');
    expect(await locks.ownerOf('a')).toBe('one');
    await locks.release(['a', 'b'], 'one');
    expect(await locks.take(['b'], 'two', 50)).toEqual({ taken: 'all' });
    await expect.poll(() => locks.ownerOf('b')).toBeNull();
  });

  test('a freeze of everywhere is over each cluster, one of a cluster over that alone', async () => {
    const freezes = freezeStore(part.redis);
    const freeze = { where: 'prod', by: 'U-ann', at: '2026-11-21T02:10:00.000Z', why: 'release night' };
    await freezes.freeze(freeze);
    expect(await freezes.over('prod')).toEqual(freeze);
    expect(await freezes.over('test')).toBeNull();
    expect(await freezes.over(null)).toBeNull();
    await freezes.freeze({ ...freeze, where: '*' });
    expect(await freezes.over('test')).toMatchObject({ where: '*' });
    expect(await freezes.unfreeze('*')).toBe(true);
    expect(await freezes.unfreeze('*')).toBe(false);
    expect(await freezes.all()).toEqual([freeze]);
  });
});
