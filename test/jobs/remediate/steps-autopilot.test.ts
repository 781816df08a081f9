/** Fixes that nobody asked for: what a rule lets through, and how often. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Approval } from '../../../src/engine/approval.ts';
import { applyFix } from '../../../src/jobs/remediate/apply-fix.ts';
import { planFix } from '../../../src/jobs/remediate/plan-fix.ts';
import { describeWith } from '../../setup/part.ts';
import { OPEN, RESTART } from '../../store/approval-setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';
import { type Lab, labOver, NOW } from './setup.ts';

const LOW = { ...RESTART, risk: 'low' } as const;
const RULE = { remediation: RESTART.remediation, cluster: 'prod', namespaces: ['har*'], perHour: 2 };

describeWith('redis', 'autopilot', () => {
  let redis: TestRedis;
  let lab: Lab;
  beforeAll(async () => {
    redis = await startTestRedis(14);
  });
  beforeEach(async () => {
    await redis.redis.flushdb();
    lab = labOver(redis);
  });
  afterAll(() => redis.stop());
  const stateOf = async (id: string) => (await lab.parts.approvals.read(id))?.state;
  const open = (approval: Approval) => lab.parts.approvals.open(approval);
  const auto = (id: string): Approval => ({
    ...OPEN,
    ...{ id, requester: 'autopilot', plan: null, digest: null, state: { is: 'planning' } },
  });

  test('autopilot is off by default: people are asked', async () => {
    lab.world.plan = LOW;
    await open(auto('apr-auto1'));
    await planFix('apr-auto1', lab.parts);
    expect(await stateOf('apr-auto1')).toMatchObject({ is: 'open' });
  });

  test('autopilot writes what its rule allows, the audit names it, and the same object only once', async () => {
    lab = labOver(redis, { autopilot: [RULE] });
    lab.world.plan = LOW;
    for (const id of ['apr-auto1', 'apr-auto2']) {
      await open(auto(id));
      await planFix(id, lab.parts);
    }
    expect(await stateOf('apr-auto1')).toMatchObject({ is: 'approved' });
    expect(await stateOf('apr-auto2')).toMatchObject({ is: 'open' });
    await applyFix('apr-auto1', lab.parts);
    expect(lab.write).toHaveBeenCalledOnce();
    expect(await lab.audited()).toContain('approved autopilot');
  });

  test('autopilot never does what the plan says is of medium risk, nor elsewhere, nor while frozen', async () => {
    lab = labOver(redis, { autopilot: [RULE] });
    await open(auto('apr-auto1'));
    await planFix('apr-auto1', lab.parts);
    expect(await stateOf('apr-auto1')).toMatchObject({ is: 'open' });
    lab.world.plan = { ...LOW, scope: { ...LOW.scope, namespace: 'shop' } };
    await open(auto('apr-auto2'));
    await planFix('apr-auto2', lab.parts);
    expect(await stateOf('apr-auto2')).toMatchObject({ is: 'open' });
    lab.world.plan = LOW;
    await lab.parts.freezes.freeze({
      where: '*',
      by: 'U0ROSA001',
      at: NOW.toISOString(),
      why: 'release night',
    });
    await open(auto('apr-auto3'));
    await planFix('apr-auto3', lab.parts);
    expect(await stateOf('apr-auto3')).toMatchObject({ is: 'unplanned', why: 'frozen' });
  });

  test('of twenty at the same moment as many are let through as the hour allows', async () => {
    lab = labOver(redis, { autopilot: [RULE] });
    const take = (at: number, now = NOW.getTime()) =>
      lab.parts.autopilot.take(RULE, [`object-${at}`], `apr-${at}`, now);
    const taken = await Promise.all(Array.from({ length: 20 }, (_, at) => take(at)));
    expect(taken.filter((one) => one === 'taken')).toHaveLength(2);
    expect(await take(taken.indexOf('taken'))).toBe('taken');
    expect(await take(77, NOW.getTime() + 3_600_001)).toBe('taken');
  });
});
