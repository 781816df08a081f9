import { expect, test } from 'vitest';
import { deliverIncident } from '../../../src/jobs/deliver/deliver-incident.ts';
import { TryLater } from '../../../src/jobs/deliver/desk.ts';
import { answered, asked, memoryPosts, partsFor, testDesk } from './setup.ts';

test('first the question in the channel, then progress under it, then both are edited into the answer', async () => {
  const desk = testDesk();
  let record = asked;
  const parts = partsFor(() => record, { desk });
  await deliverIncident('inc-1', parts);
  record = answered;
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual(['post root', 'post answer-1 under 1.0', 'edit 2.0', 'edit 1.0']);
  expect(desk.shown.get('2.0')?.text).toBe('No pod is called cart-0.');
});

test('delivering the same record again does nothing', async () => {
  const desk = testDesk();
  const parts = partsFor(() => answered, { desk });
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual(['post root', 'post answer-1 under 1.0']);
});

test('a question in a thread has no message in the channel, and a status is one message', async () => {
  const desk = testDesk();
  await deliverIncident(
    'inc-1',
    partsFor(() => ({ ...answered, place: { channel: 'C1', thread: '9.0' } }), { desk }),
  );
  await deliverIncident(
    'inc-1',
    partsFor(() => ({ ...asked, question: { kind: 'status' } }), { desk }),
  );
  expect(desk.did).toEqual(['post answer-1 under 9.0', 'post answer-1']);
});

test('a post whose answer was lost is looked for before it is posted again', async () => {
  const desk = testDesk();
  const parts = partsFor(() => answered, { desk });
  desk.posts.push({ ended: 'unsure', says: 'socket hang up' });
  await expect(deliverIncident('inc-1', parts)).rejects.toThrow(TryLater);
  desk.finds.push({ ended: 'found', ts: '7.0' });
  await deliverIncident('inc-1', parts);
  expect(desk.did.slice(0, 3)).toEqual(['post root', 'find root', 'post answer-1 under 7.0']);
  // What the found message shows is not known, so it is brought to what it should show.
  expect(desk.did.at(-1)).toBe('edit 7.0');
});

test('a message found again shows what is so now, without waiting for another delivery', async () => {
  const desk = testDesk();
  let record = asked;
  const parts = partsFor(() => record, { desk });
  desk.posts.push({ ended: 'posted', ts: '1.0' }, { ended: 'unsure', says: 'socket hang up' });
  await expect(deliverIncident('inc-1', parts)).rejects.toThrow(TryLater);
  // It was answered while the lost progress stood in the thread.
  record = answered;
  desk.finds.push({ ended: 'found', ts: '7.0' });
  await deliverIncident('inc-1', parts);
  expect(desk.did.slice(2)).toEqual(['find answer-1', 'edit 7.0', 'edit 1.0']);
  expect(desk.shown.get('7.0')?.text).toBe('No pod is called cart-0.');
});

test('blocks that Slack refused are not sent again while the record stays the same', async () => {
  const desk = testDesk();
  const parts = partsFor(() => answered, { desk });
  desk.posts.push({ ended: 'posted', ts: '9.0' }, { ended: 'refused', says: 'invalid_blocks' });
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual(['post root', 'post answer-1 under 9.0', 'post answer-1 under 9.0']);
});

test('a post that Slack never took is posted after looking', async () => {
  const desk = testDesk();
  const parts = partsFor(() => answered, { desk });
  desk.posts.push({ ended: 'unsure', says: 'timeout' });
  await expect(deliverIncident('inc-1', parts)).rejects.toThrow('timeout');
  await deliverIncident('inc-1', parts);
  expect(desk.did.slice(0, 3)).toEqual(['post root', 'find root', 'post root']);
});

test('when Slack asks to wait, it is waited for as long as it says', async () => {
  const desk = testDesk();
  desk.posts.push({ ended: 'rate-limited', retryMs: 7_000 });
  const parts = partsFor(() => asked, { desk });
  await expect(deliverIncident('inc-1', parts)).rejects.toMatchObject({ retryMs: 7_000 });
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual(['post root', 'post root', 'post answer-1 under 1.0']);
});

test('blocks that Slack refuses leave the text, not nothing', async () => {
  const desk = testDesk();
  desk.posts.push({ ended: 'posted', ts: '1.0' }, { ended: 'refused', says: 'invalid_blocks' });
  await deliverIncident(
    'inc-1',
    partsFor(() => answered, { desk }),
  );
  expect([...desk.shown.values()].at(-1)).toEqual({ text: 'No pod is called cart-0.', blocks: [] });
});

test('a message that somebody deleted is not posted again', async () => {
  const desk = testDesk();
  let record = asked;
  const parts = partsFor(() => record, { desk });
  await deliverIncident('inc-1', parts);
  record = answered;
  desk.edits.push({ ended: 'gone' });
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual(['post root', 'post answer-1 under 1.0', 'edit 2.0', 'edit 1.0']);
});

test('shut out of the channel: told once how to invite it, answered once, and the channel is left alone', async () => {
  const desk = testDesk();
  desk.posts.push({ ended: 'shut-out', says: 'not_in_channel' });
  let record = asked;
  const parts = partsFor(() => record, { desk, answerUrl: 'url' });
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  record = answered;
  await deliverIncident('inc-1', parts);
  await deliverIncident('inc-1', parts);
  expect(desk.did).toEqual([
    'post root',
    expect.stringContaining('/invite @registry-medic'),
    'answer url: No pod is called cart-0.',
  ]);
});

test('while another process posts a message, this one comes back later', async () => {
  const posts = memoryPosts();
  await posts.claim('inc-1', 'root', 1_000);
  const desk = testDesk();
  await expect(
    deliverIncident(
      'inc-1',
      partsFor(() => asked, { desk, posts }),
    ),
  ).rejects.toMatchObject({
    retryMs: 500,
  });
  expect(desk.did).toEqual([]);
});

test('an incident that has expired is left alone', async () => {
  const desk = testDesk();
  await deliverIncident(
    'inc-1',
    partsFor(() => null, { desk }),
  );
  expect(desk.did).toEqual([]);
});
