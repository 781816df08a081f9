import { expect, test } from 'vitest';
import rejectFix from '../../handlers/reject-fix.ts';
import { testRoom } from './setup.ts';

const press = (value: string) => ({
  trigger_id: 't',
  actions: [{ value }],
  container: { message_ts: '1.5' },
});

test('the reason is asked for, and the modal knows where it was opened', async () => {
  const room = testRoom({ sender: { thread: '1.2' } });
  await rejectFix.handle(press('apr-1'), room);
  const metadata = JSON.parse(room.modals[0]?.private_metadata ?? '');
  expect(metadata).toEqual({ approval: 'apr-1', channel: 'C1', thread: '1.2' });
  expect(room.fixes).toEqual([]);
});

test('a value that is none of ours opens nothing', async () => {
  const room = testRoom();
  await rejectFix.handle(press('nonsense'), room);
  expect(room.modals).toEqual([]);
  expect(room.said[0]).toMatch(/no plan to approve here.*`?gone`?/);
});
