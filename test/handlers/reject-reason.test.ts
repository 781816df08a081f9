import { expect, test } from 'vitest';
import rejectReason from '../../handlers/reject-reason.ts';
import { testRoom } from './setup.ts';

const sent = (value: string | null, approval = 'apr-1') => ({
  view: {
    private_metadata: JSON.stringify({ approval, channel: 'C1', thread: '1.2' }),
    state: { values: { why: { text: { value } } } },
  },
});

test('the plan is rejected with the reason', async () => {
  const room = testRoom();
  await rejectReason.handle(sent(' not on a Friday '), room);
  expect(room.fixes).toEqual([['reject', 'apr-1', 'not on a Friday']]);
});

test('a password pasted along is neither shown nor kept', async () => {
  const room = testRoom();
  await rejectReason.handle(sent('it says password=Hunter2Hunter2 here'), room);
  expect(room.fixes).toEqual([['reject', 'apr-1', 'it says password=••• here']]);
});

test('without a reason it is rejected all the same', async () => {
  const room = testRoom();
  await rejectReason.handle(sent(null), room);
  expect(room.fixes).toEqual([['reject', 'apr-1', '']]);
});

test('who may not is told so', async () => {
  const room = testRoom({ fixed: { ended: 'refused', code: 'not-an-approver' } });
  await rejectReason.handle(sent('no'), room);
  expect(room.said[0]).toContain('not-an-approver');
});
