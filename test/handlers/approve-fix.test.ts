import { expect, test } from 'vitest';
import approveFix from '../../handlers/approve-fix.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({ actions: [{ value }] });

test('a yes is counted', async () => {
  const room = testRoom();
  await approveFix.handle(press('apr-1'), room);
  expect(room.fixes).toEqual([['approve', 'apr-1']]);
  expect(room.said).toEqual([]);
});

test.each([
  'not-an-approver',
  'self-approval',
  'expired',
  'plan-changed',
  'already-applied',
  'locked',
  'frozen',
] as const)('every press gets an answer, with its code: %s', async (code) => {
  const room = testRoom({ fixed: { ended: 'refused', code } });
  await approveFix.handle(press('apr-1'), room);
  expect(room.said[0]).toContain(code);
});

test('a value that is none of ours approves nothing', async () => {
  const room = testRoom();
  await approveFix.handle(press('apr-1; drop'), room);
  expect(room.fixes).toEqual([]);
  expect(room.said[0]).toMatch(/no plan to approve here.*`?gone`?/);
});
