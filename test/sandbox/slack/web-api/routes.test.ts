/** The Web API's refusals, and what it keeps. */
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxSlack, startSlack } from '../../../../src/sandbox/slack/server.ts';
import { doors, KEYS } from '../setup.ts';

let slack: SandboxSlack;
let door: ReturnType<typeof doors>;
beforeAll(async () => {
  slack = await startSlack({ ...KEYS, rates: { special: 3, tier3: 1_000, tier4: 1_000 } });
  door = doors(slack);
});
afterAll(() => slack.stop());

const FOREIGN = { user: 'rosa', channel: 'platform', text: 'not the bot' };

test.each([
  ['chat.postMassage', {}, 'unknown_method'],
  ['apps.connections.open', {}, 'not_allowed_token_type'],
  ['chat.postMessage', { channel: 'C0NONE', text: 'a' }, 'channel_not_found'],
  ['chat.postMessage', { channel: 'random', text: 'a' }, 'not_in_channel'],
  ['chat.postMessage', { channel: 'platform' }, 'no_text'],
  ['chat.postMessage', { channel: 'platform', text: 'a'.repeat(40_001) }, 'msg_too_long'],
  ['chat.postMessage', { channel: 'platform', text: 'a', thread_ts: '1.000001' }, 'thread_not_found'],
  ['chat.postMessage', { channel: 'platform', text: 'a', thread_ts: 'soon' }, 'invalid_thread_ts'],
  [
    'chat.postMessage',
    { channel: 'platform', text: 'a', metadata: { event_type: 'x' } },
    'invalid_metadata_format',
  ],
  ['chat.update', { channel: 'platform', ts: '1.000001', text: 'a' }, 'message_not_found'],
  ['chat.postEphemeral', { channel: 'platform', user: 'U0NONE', text: 'a' }, 'user_not_found'],
  ['conversations.history', { channel: 'random' }, 'not_in_channel'],
  ['conversations.replies', { channel: 'platform', ts: '1.000001' }, 'thread_not_found'],
  ['conversations.list', { cursor: 'nonsense' }, 'invalid_cursor'],
  ['users.info', { user: 'U0NONE' }, 'user_not_found'],
  ['usergroups.users.list', { usergroup: 'S0NONE' }, 'no_such_subteam'],
  ['views.update', { view_id: 'V0NONE', view: {} }, 'not_found'],
])('%s with %j is refused with %s', async (method, args, error) => {
  expect(await door.api(method, args)).toMatchObject({ ok: false, error });
});

test('a message of somebody else cannot be updated or deleted', async () => {
  const { answer } = await door.post('/sandbox/message', FOREIGN);
  const at = { channel: 'platform', ts: answer['ts'] };
  expect(await door.api('chat.update', { ...at, text: 'mine' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await door.api('chat.delete', at)).toMatchObject({ error: 'cant_delete_message' });
});

test('no token and a wrong token are told apart', async () => {
  const ask = async (headers: Record<string, string>): Promise<unknown> =>
    (await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers })).json();
  expect(await ask({})).toMatchObject({ error: 'not_authed' });
  expect(await ask({ authorization: 'Bearer xoxb-other' })).toMatchObject({ error: 'invalid_auth' });
});

test('over the limit comes 429 with the seconds to wait, which the real client obeys', async () => {
  const client = new WebClient(KEYS.botToken, { slackApiUrl: slack.apiUrl, rejectRateLimitedCalls: true });
  for (let n = 0; n < 3; n++)
    expect(await client.auth.test()).toMatchObject({ ok: true, bot_id: 'B0MEDIC001' });
  await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 20 });
});

test('the real client posts by form, and text is kept as Slack keeps it', async () => {
  const client = new WebClient(KEYS.botToken, { slackApiUrl: slack.apiUrl });
  const posted = await client.chat.postMessage({
    channel: '#platform',
    text: 'see https://acme.test/a?b=1&c=2. `a<b` <@U0ROSA0001> <script>',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a & b' } }],
    metadata: { event_type: 'verdict', event_payload: { id: 'i-1' } },
  });
  expect(posted.message?.text).toBe(
    'see <https://acme.test/a?b=1&amp;c=2>. `a&lt;b` <@U0ROSA0001> &lt;script&gt;',
  );
  expect(posted.message?.blocks).toMatchObject([
    { block_id: expect.any(String), text: { text: 'a &amp; b', verbatim: false } },
  ]);
  const at = { channel: 'C0PLAT0001', ts: String(posted.ts) };
  const plain = await client.conversations.replies(at);
  expect(plain.messages?.[0]).not.toHaveProperty('metadata');
  const whole = await client.conversations.replies({ ...at, include_all_metadata: true });
  expect(whole.messages?.[0]?.metadata).toMatchObject({ event_type: 'verdict' });
});

describe('chat.update', () => {
  test('text alone takes the blocks away and marks the message edited; blocks leave no mark', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'looking' } }];
    const posted = await door.api('chat.postMessage', { channel: 'alerts', text: 'looking', blocks });
    const at = { channel: 'alerts', ts: posted['ts'] };
    const byBlocks = await door.api('chat.update', { ...at, text: 'found', blocks });
    expect(byBlocks['message']).not.toHaveProperty('edited');
    const byText = await door.api('chat.update', { ...at, text: 'gone' });
    expect(byText['message']).toMatchObject({ text: 'gone', edited: { user: 'U0MEDIC001' } });
    expect(byText['message']).not.toHaveProperty('blocks');
  });
});

test('a channel is read page by page, newest first, replies counted with their root', async () => {
  const roots: unknown[] = [];
  for (const text of ['one', 'two', 'three'])
    roots.push((await door.post('/sandbox/message', { user: 'mina', channel: 'alerts', text })).answer['ts']);
  await door.api('chat.postMessage', { channel: 'alerts', text: 'an answer', thread_ts: roots[2] });
  const first = await door.api('conversations.history', { channel: 'alerts', limit: 2 });
  expect(first).toMatchObject({
    has_more: true,
    messages: [{ text: 'three', reply_count: 1, reply_users: ['U0MEDIC001'] }, { text: 'two' }],
  });
  const { next_cursor: cursor } = first['response_metadata'] as { next_cursor: string };
  const second = await door.api('conversations.history', { channel: 'alerts', limit: 1, cursor });
  expect(second).toMatchObject({ messages: [{ text: 'one' }] });
  expect(await door.api('conversations.replies', { channel: 'alerts', ts: roots[2] })).toMatchObject({
    has_more: false,
    messages: [{ text: 'three' }, { text: 'an answer', thread_ts: roots[2] }],
  });
});

test('every call is in the log with its arguments and without its token', async () => {
  await door.api('users.info', { user: 'U0ROSA0001' });
  const { calls } = (await door.get('/sandbox/calls?method=users.info')) as { calls: unknown[] };
  expect(calls.at(-1)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    method: 'users.info',
    arguments: { user: 'U0ROSA0001' },
    ok: true,
    ms: expect.any(Number),
  });
  expect(JSON.stringify(await door.get('/sandbox/calls'))).not.toContain('xoxb-');
});
