/** The worker of fixes is killed before each single thing it does; the one that follows finishes it, once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import { applyFix } from '../../../src/jobs/remediate/apply-fix.ts';
import type { RemediateParts } from '../../../src/jobs/remediate/parts.ts';
import { planFix } from '../../../src/jobs/remediate/plan-fix.ts';
import { verifyFix } from '../../../src/jobs/remediate/verify-fix.ts';
import { atEachMoment, dying, untilKilled } from '../../setup/dying.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN, RESTART } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const AT = NOW.toISOString();
const APPROVED: Approval = { ...OPEN, yes: [{ user: 'U-ann', at: AT }], state: { is: 'approved', at: AT } };
const ASKED: Approval = { ...OPEN, plan: null, digest: null, state: { is: 'planning' } };
const VERIFYING: Approval = { ...APPROVED, state: { is: 'verifying', appliedAt: AT, passedSince: AT } };
const LATER = new Date(NOW.getTime() + 90_000);

interface Path {
  readonly name: string;
  readonly from: Approval;
  readonly work: (id: string, parts: RemediateParts) => Promise<unknown>;
  readonly world?: (lab: Lab) => unknown;
}

const PATHS: readonly Path[] = [
  { name: 'planning', from: ASKED, work: planFix },
  {
    name: 'planning what is healed',
    from: ASKED,
    work: planFix,
    world: ({ world }) => {
      world.health = 'well';
    },
  },
  { name: 'writing', from: APPROVED, work: applyFix },
  {
    name: 'being refused by the API server',
    from: APPROVED,
    work: applyFix,
    world: ({ write }) => write.mockResolvedValue({ ended: 'refused', says: 'forbidden' }),
  },
  {
    name: 'finding it healed',
    from: APPROVED,
    work: applyFix,
    world: ({ world }) => {
      world.health = 'well';
    },
  },
  {
    name: 'finding another plan needed',
    from: APPROVED,
    work: applyFix,
    world: ({ world }) => {
      world.plan = { ...RESTART, interrupts: 'More than that.' };
    },
  },
  {
    name: 'finding writes frozen',
    from: APPROVED,
    work: applyFix,
    world: ({ parts }) => parts.freezes.freeze({ where: 'prod', by: 'U-ann', at: AT, why: '' }),
  },
  {
    name: 'verifying',
    from: VERIFYING,
    work: verifyFix,
    world: ({ world }) => {
      world.health = 'well';
      world.now = LATER;
    },
  },
];

describeWith('redis', 'a worker of fixes that is killed at any moment of', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis(14);
  });
  afterAll(() => redis.stop());

  /** All that is left when it is over: what was told, shown, locked, and which jobs are to come. */
  async function run({ from, work, world }: Path, killedAt: number | null) {
    await redis.redis.flushdb();
    const lab = labOver(redis);
    await lab.parts.approvals.open(from);
    await world?.(lab);
    let shown: Approval | null = null;
    lab.deliver.mockImplementation(async () => {
      shown = await lab.parts.approvals.read(from.id);
    });
    const ended =
      killedAt === null ? 'unharmed' : await untilKilled(work(from.id, dying(lab.parts, killedAt)));
    // Its turn runs out with it.
    await lab.parts.locks.release([`approval/${from.id}`], await ownerOfTurn(from.id, lab));
    await work(from.id, lab.parts);
    const approval = await lab.parts.approvals.read(from.id);
    const jobs = lab.remediate.mock.calls.map(([{ id }, step]) => `${step} ${id}`);
    return {
      ended,
      left: {
        approval,
        shown: shown as Approval | null,
        audited: (await lab.audited()).toSorted(),
        jobs: [...new Set(jobs)].toSorted(),
        lock: await lab.parts.locks.ownerOf(RESTART.locks[0]),
      },
      writes: lab.write.mock.calls.length,
    };
  }

  async function ownerOfTurn(id: string, { parts }: Lab): Promise<string> {
    return (await parts.locks.ownerOf(`approval/${id}`)) ?? '';
  }

  test.each(PATHS)('$name leaves nothing undone', async (path) => {
    const whole = await run(path, null);
    expect(whole.left.shown).toEqual(whole.left.approval);
    const moments = await atEachMoment(async (at) => {
      const { ended, left, writes } = await run(path, at);
      expect(left, `killed at call ${at}`).toEqual(whole.left);
      // A step that was begun is begun again: it finds out for itself whether it was written.
      expect(writes).toBeLessThanOrEqual(whole.writes + 1);
      return ended;
    });
    expect(moments).toBeGreaterThan(3);
  });
});
