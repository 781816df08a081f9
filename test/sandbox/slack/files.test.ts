/** Files in the sandbox's Slack, through the real client and our own desk. */
import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slackDesk } from '../../../src/bot/slack-desk.ts';
import { type SandboxSlack, startSlack } from '../../../src/sandbox/slack/server.ts';
import { doors, KEYS } from './setup.ts';

let slack: SandboxSlack;
const desk = (token: string = KEYS.botToken) =>
  slackDesk(new webApi.WebClient(KEYS.botToken, { slackApiUrl: slack.apiUrl }), 'registry-medic', token);

beforeAll(async () => {
  slack = await startSlack(KEYS);
});
afterAll(() => slack.stop());

test('uploaded, seen nowhere, shared into a thread, and then seen there with its words for who cannot see', async () => {
  const body = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
  const root = await doors(slack).api('chat.postMessage', { channel: 'C0SHOP0001', text: 'storage' });
  const sent = await desk().upload({ name: 'growth.png', alt: 'Storage grew', body });
  if (sent.ended !== 'uploaded') throw new Error(JSON.stringify(sent));
  expect(await desk().seeFile(sent.file)).toMatchObject({ ended: 'seen', file: { bytes: 6, spots: [] } });
  const spot = { channel: 'C0SHOP0001', thread: String(root['ts']) };
  expect(await desk().share(sent.file, 'Growth', spot)).toEqual({ ended: 'shared' });
  const seen = await desk().seeFile(sent.file);
  if (seen.ended !== 'seen') throw new Error(JSON.stringify(seen));
  expect(seen.file.spots).toMatchObject([{ channel: 'C0SHOP0001', thread: root['ts'] }]);
  const thread = await doors(slack).get(`/sandbox/messages?channel=shop&thread_ts=${String(root['ts'])}`);
  expect(thread['messages']).toMatchObject([
    {},
    { files: [{ title: 'Growth', alt_txt: 'Storage grew', mimetype: 'image/png' }] },
  ]);
  const got = await desk().download(seen.file, 100);
  expect(got).toMatchObject({ ended: 'downloaded' });
  expect(got.ended === 'downloaded' && Buffer.from(got.body).equals(body)).toBe(true);
  expect(await desk().download(seen.file, 3)).toEqual({ ended: 'too-large' });
  // Whoever has no token is sent to sign in, with 200.
  expect(await desk('xoxb-other').download(seen.file, 100)).toEqual({
    ended: 'refused',
    says: 'missing_scope',
  });
});

test('a length that does not match, a file that is not there, a channel it is not in', async () => {
  const asked = await doors(slack).api('files.getUploadURLExternal', { filename: 'a.txt', length: 3 });
  const sent = await fetch(String(asked['upload_url']), { method: 'POST', body: 'four' });
  expect(sent.status).toBe(400);
  expect(await desk().seeFile('F0NOTHING')).toEqual({ ended: 'refused', says: 'file_not_found' });
  const file = await desk().upload({ name: 'a.txt', body: Buffer.from('abc') });
  const id = file.ended === 'uploaded' ? file.file : '';
  expect(await desk().share(id, 'A', { channel: 'C0RANDOM01', thread: null })).toEqual({
    ended: 'refused',
    says: 'not_in_channel',
  });
});
