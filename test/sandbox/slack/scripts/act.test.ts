/** response_url, trigger_id, bad input from scripts, and a bot that reconnects. */
import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { type Connected, connected, eventually } from '../setup.ts';

let running: Connected | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(...given: Parameters<typeof connected>): Promise<Connected> {
  running = await connected(...given);
  return running;
}

const BUTTON = [
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
  },
];

/** Presses the button of a message and gives what the app was sent. */
async function pressed(
  running: Connected,
  bodies: Record<string, unknown>[],
): Promise<Record<string, unknown>> {
  const { ts } = await running.api('chat.postMessage', { channel: 'shop', text: 'go', blocks: BUTTON });
  await running.post('/sandbox/action', { user: 'rosa', channel: 'shop', message_ts: ts, action_id: 'go' });
  const body = bodies.at(-1);
  if (!body) throw new Error('the app was sent nothing');
  return body;
}

const learns = (bodies: Record<string, unknown>[]) => (app: App) => {
  app.action('go', async ({ ack, body }) => {
    await ack();
    bodies.push({ ...body });
  });
};

const tell = (url: unknown, body: object): Promise<Response> =>
  fetch(String(url), { method: 'POST', body: JSON.stringify(body) });

test('a response_url replaces, whispers, deletes, and is used up after five times', async () => {
  const bodies: Record<string, unknown>[] = [];
  const rest = await start('socket', learns(bodies));
  const { response_url: url } = await pressed(rest, bodies);
  const shown = async () => (await rest.get('/sandbox/messages?channel=shop&user=rosa'))['messages'];
  await tell(url, { text: 'only you' });
  expect(await shown()).toMatchObject([{ text: 'go' }, { text: 'only you', is_ephemeral: true }]);
  await tell(url, { text: 'everybody', response_type: 'in_channel' });
  await tell(url, { text: 'gone', replace_original: true });
  const [first] = (await shown()) as Record<string, unknown>[];
  expect(first).toMatchObject({ text: 'gone' });
  expect(first).not.toHaveProperty('blocks');
  await tell(url, { delete_original: true });
  expect(await shown()).toMatchObject([{ text: 'only you' }, { text: 'everybody' }]);
  expect((await tell(url, { text: 'fifth' })).status).toBe(200);
  const sixth = await tell(url, { text: 'sixth' });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
});

const MODAL = { type: 'modal', title: { type: 'plain_text', text: 'A' }, blocks: [{ type: 'divider' }] };

const open = (slack: Connected, trigger: unknown): Promise<Record<string, unknown>> =>
  slack.api('views.open', { trigger_id: trigger, view: MODAL });

test('a trigger_id opens one modal', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await start('socket', learns(bodies), { triggerMs: 60_000 });
  const { trigger_id: trigger } = await pressed(slack, bodies);
  expect(await open(slack, trigger)).toMatchObject({ ok: true, view: { type: 'modal' } });
  expect(await open(slack, trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await open(slack, '1.none')).toMatchObject({ error: 'invalid_trigger_id' });
});

test('a trigger_id that is too old opens none', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await start('socket', learns(bodies), { triggerMs: -1 });
  const { trigger_id: trigger } = await pressed(slack, bodies);
  expect(await open(slack, trigger)).toMatchObject({ error: 'expired_trigger_id' });
});

test('a view that breaks the limits is refused with where', async () => {
  const slack = await start('socket', () => {});
  const title = { type: 'plain_text', text: 'a'.repeat(25) };
  expect(
    await slack.api('views.open', { trigger_id: '1.a', view: { ...MODAL, title, blocks: [{ type: 'x' }] } }),
  ).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: [
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
        '[ERROR] unsupported type: x [json-pointer:/view/blocks/0/type]',
      ],
    },
  });
});

test('an event that nobody could take is delivered when the bot is back', async () => {
  const heard: unknown[] = [];
  const slack = await start(
    'socket',
    (app) => {
      app.event('message', async ({ event }) => void heard.push(event.ts));
    },
    { retryDelaysMs: [60_000] },
  );
  await slack.app.stop();
  await eventually(async () => {
    const { answer } = await slack.post('/sandbox/refresh-sockets', {});
    return answer['told'] === 0 ? true : undefined;
  });
  const { answer } = await slack.post('/sandbox/message', { user: 'rosa', channel: 'shop', text: 'hello' });
  await slack.app.start();
  await eventually(() => (heard.length === 1 ? true : undefined));
  expect(heard).toEqual([answer['ts']]);
});

test('told to connect anew, the bot does, and hears on', async () => {
  const heard: string[] = [];
  const slack = await start('socket', (app) => {
    app.event('message', async ({ event }) => void heard.push(event.ts));
  });
  expect((await slack.post('/sandbox/refresh-sockets', {})).answer).toEqual({ ok: true, told: 1 });
  await eventually(async () => {
    const { calls } = await slack.get('/sandbox/calls?method=apps.connections.open');
    return (calls as unknown[]).length === 2 ? true : undefined;
  });
  const { answer } = await slack.post('/sandbox/message', { user: 'rosa', channel: 'shop', text: 'hello' });
  await eventually(() => (heard.includes(String(answer['ts'])) ? true : undefined));
  expect(heard).toEqual([answer['ts']]);
});

test('an alert of another app comes as it was sent, attachments and all', async () => {
  const heard: unknown[] = [];
  const slack = await start('http', (app) => {
    app.event('message', async ({ event }) => void heard.push(event));
  });
  const alert = {
    channel: 'alerts',
    subtype: 'bot_message',
    bot_id: 'B0ALERTS01',
    username: 'alertmanager',
    text: '',
    attachments: [{ title: '[FIRING:1] KubePodNotReady', color: 'a30200', fallback: 'firing' }],
  };
  await slack.post('/sandbox/message', alert);
  await eventually(() => (heard.length === 1 ? true : undefined));
  expect(heard).toMatchObject([{ ...alert, channel: 'C0ALERT001', channel_type: 'channel' }]);
  expect(heard[0]).not.toHaveProperty('user');
});

test.each([
  ['/sandbox/command', { user: 'rosa', channel: 'shop' }, 'text: '],
  ['/sandbox/command', { user: 'nobody', channel: 'shop', text: 'help' }, 'Users: rosa'],
  ['/sandbox/command', { user: 'rosa', channel: 'nowhere', text: 'help' }, 'Channels: shop'],
  ['/sandbox/message', { user: 'rosa', channel: 'shop', text: ' ' }, 'the message is empty'],
  ['/sandbox/message', { channel: 'shop', text: 'hello' }, 'user: who says it'],
  ['/sandbox/message', { user: 'rosa', channel: 'shop', text: 'a', thread_ts: '1.1' }, 'no message 1.1'],
  [
    '/sandbox/action',
    { user: 'rosa', channel: 'shop', message_ts: '1.1', action_id: 'go' },
    'no message 1.1',
  ],
  ['/sandbox/view-submit', { user: 'rosa', view_id: 'V1' }, 'no view V1'],
  ['/sandbox/command', 'help', 'Send for example {"user"'],
])('%s with %j is answered with what to send', async (path, body, says) => {
  const slack = await start('socket', () => {});
  const { status, answer } = await slack.post(path, body);
  expect([status, answer['error']]).toEqual([400, 'bad_request']);
  expect(answer['says']).toContain(says);
});
