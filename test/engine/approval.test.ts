import { describe, expect, test } from 'vitest';
import { type Approval, approve, expire, type Press, reject } from '../../src/engine/approval.ts';
import { OPEN, RESTART } from '../store/approval-setup.ts';

const PRESS: Press = {
  user: 'U-ann',
  channel: 'C1',
  thread: '1.2',
  at: '2026-11-21T02:10:00.000Z',
  may: 'yes',
  frozen: false,
  lockedBy: null,
};
const pressed = (approval: Partial<Approval>, press: Partial<Press> = {}) =>
  approve({ ...OPEN, ...approval }, { ...PRESS, ...press });

describe('yes', () => {
  test('of one who may: approved', () => {
    expect(pressed({})).toMatchObject({
      ended: 'counted',
      missing: 0,
      approval: { state: { is: 'approved', at: PRESS.at }, yes: [{ user: 'U-ann', at: PRESS.at }] },
    });
  });

  test('two are needed: the first waits, the same person twice does not count, another does', () => {
    const first = pressed({ needs: 2 });
    if (first.ended !== 'counted') throw new Error(first.code);
    expect(first).toMatchObject({ missing: 1, approval: { state: { is: 'open' } } });
    expect(approve(first.approval, PRESS)).toEqual({ ended: 'refused', code: 'approved-already' });
    expect(approve(first.approval, { ...PRESS, user: 'U-bob' })).toMatchObject({
      missing: 0,
      approval: { state: { is: 'approved' } },
    });
  });

  test('the requester may approve what is of low risk, and nothing else', () => {
    expect(pressed({}, { user: OPEN.requester })).toEqual({ ended: 'refused', code: 'self-approval' });
    const low = { plan: { ...RESTART, risk: 'low' } } as const;
    expect(pressed(low, { user: OPEN.requester })).toMatchObject({ ended: 'counted', missing: 0 });
  });

  test.each<[string, Partial<Approval>, Partial<Press>]>([
    ['not-an-approver', {}, { may: 'no' }],
    ['wrong-thread', {}, { thread: '9.9' }],
    ['wrong-thread', {}, { channel: 'C2' }],
    ['frozen', {}, { frozen: true }],
    ['expired', {}, { at: '2026-11-21T02:30:00.000Z' }],
    ['expired', { state: { is: 'expired', at: PRESS.at } }, {}],
    ['rejected', { state: { is: 'rejected', at: PRESS.at, by: 'U1', why: '' } }, {}],
    ['plan-changed', { state: { is: 'superseded', at: PRESS.at, by: null, why: '' } }, {}],
    ['healed', { state: { is: 'healed', at: PRESS.at } }, {}],
    ['being-applied', { state: { is: 'approved', at: PRESS.at } }, {}],
    ['being-applied', { state: { is: 'applying', at: PRESS.at } }, {}],
    ['already-applied', { state: { is: 'verifying', appliedAt: PRESS.at, passedSince: null } }, {}],
    ['gone', { state: { is: 'planning' }, plan: null }, {}],
    ['failed', { state: { is: 'failed', at: PRESS.at, says: '', written: 0 } }, {}],
  ])('refused: %s', (code, approval, press) => {
    expect(pressed(approval, press)).toEqual({ ended: 'refused', code });
  });
});

describe('no', () => {
  test('of the requester or of an approver, not of a passer-by', () => {
    expect(reject(OPEN, { ...PRESS, may: 'no', user: OPEN.requester }, 'not now')).toMatchObject({
      ended: 'counted',
      approval: { state: { is: 'rejected', by: OPEN.requester, why: 'not now' } },
    });
    expect(reject(OPEN, { ...PRESS, may: 'no' }, 'no')).toEqual({
      ended: 'refused',
      code: 'not-an-approver',
    });
  });
});

test('it expires when its time has come and it still waits', () => {
  expect(expire(OPEN, '2026-11-21T02:29:59.000Z')).toBeNull();
  expect(expire(OPEN, '2026-11-21T02:30:00.000Z')?.state).toEqual({
    is: 'expired',
    at: '2026-11-21T02:30:00.000Z',
  });
  expect(expire({ ...OPEN, state: { is: 'applying', at: PRESS.at } }, '2027-01-01T00:00:00Z')).toBeNull();
});
