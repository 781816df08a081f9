import { expect, test } from 'vitest';
import explainMessage from '../../handlers/explain-message.ts';
import { testRoom } from './setup.ts';

const handle = async (message: Record<string, unknown>) => {
  const room = testRoom();
  await explainMessage.handle({ message: { ts: '5.0', ...message } }, room);
  return room;
};

test('the message’s text is asked about in its own thread', async () => {
  const room = await handle({ text: 'manifest unknown' });
  expect(room.asked).toEqual([
    { question: { kind: 'explain', text: 'manifest unknown' }, place: { channel: 'C1', thread: '5.0' } },
  ]);
});

test('a reply’s answer stays in the thread it stands in', async () => {
  const room = await handle({ text: 'manifest unknown', thread_ts: '1.0' });
  expect(room.asked[0]?.place).toEqual({ channel: 'C1', thread: '1.0' });
});

test('an alert’s words are found in attachments, fields and blocks', async () => {
  const room = await handle({
    text: '',
    attachments: [{ title: 'KubePodNotReady', fields: [{ title: 'Error', value: 'no such host' }] }],
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'pod &lt;shop&gt;' } }],
  });
  const [asked] = room.asked;
  const text = asked?.question.kind === 'explain' ? asked.question.text : '';
  expect(text).toContain('no such host');
  expect(text).toContain('pod <shop>');
});

test('a message without text is told so', async () => {
  const room = await handle({ text: ' ' });
  expect(room.asked).toEqual([]);
  expect(room.said[0]).toContain('no text');
});
