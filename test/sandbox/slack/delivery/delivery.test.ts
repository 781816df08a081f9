/** The real Bolt, over both transports. */
import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
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

const say = { user: 'rosa', channel: 'shop', text: '@registry-medic help with ghcr.io/x:1 & <b>' };

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  test('a mention arrives as message and as app_mention, escaped and linked', async () => {
    const heard: Record<string, unknown>[] = [];
    const { post } = await start(mode, (app) => {
      app.event('message', async ({ event }) => void heard.push({ ...event }));
      app.event('app_mention', async ({ event }) => void heard.push({ ...event }));
    });
    const { answer } = await post('/sandbox/message', say);
    await eventually(() => (heard.length === 2 ? true : undefined));
    const text = '<@U0MEDIC001> help with <http://ghcr.io/x:1|ghcr.io/x:1> &amp; &lt;b&gt;';
    expect(heard.map((event) => event['type']).sort()).toEqual(['app_mention', 'message']);
    for (const event of heard)
      expect(event).toMatchObject({ text, ts: answer['ts'], user: 'U0ROSA0001', channel: 'C0SHOP0001' });
    const message = heard.find((event) => event['type'] === 'message');
    expect(message).toMatchObject({ channel_type: 'channel', event_ts: answer['ts'] });
  });

  test('a direct message arrives as message of an im, a mention in it as nothing more', async () => {
    const heard: Record<string, unknown>[] = [];
    const { post, get } = await start(mode, (app) => {
      app.event('message', async ({ event, say: answer }) => {
        heard.push({ ...event });
        await answer('the cause');
      });
      app.event('app_mention', async ({ event }) => void heard.push({ ...event }));
    });
    const { answer } = await post('/sandbox/message', {
      user: 'rosa',
      channel: 'U0ROSA0001',
      text: '@registry-medic status',
    });
    await eventually(async () => {
      const { messages } = await get('/sandbox/messages?channel=U0ROSA0001&user=rosa');
      return (messages as unknown[]).length === 2 ? true : undefined;
    });
    expect(heard.filter((event) => event['user'] === 'U0ROSA0001')).toMatchObject([
      { type: 'message', channel_type: 'im', ts: answer['ts'], text: '<@U0MEDIC001> status' },
    ]);
  });

  test('a command is acknowledged with an ephemeral and answered in the channel; it has no thread_ts', async () => {
    let payload: Record<string, unknown> = {};
    const { post, get } = await start(mode, (app) => {
      app.command('/registry', async ({ ack, command, client }) => {
        payload = { ...command };
        await ack('on it');
        await client.chat.postMessage({ channel: command.channel_id, text: 'the cause' });
      });
    });
    const typed = '/registry why-pull-fails shop/cart-0';
    const { answer } = await post('/sandbox/command', { user: 'rosa', channel: '#shop', text: typed });
    expect(answer).toEqual({ ok: true });
    expect(payload).toMatchObject({
      command: '/registry',
      text: 'why-pull-fails shop/cart-0',
      user_id: 'U0ROSA0001',
      channel_name: 'shop',
    });
    expect(payload).not.toHaveProperty('thread_ts');
    const shown = await eventually(async () => {
      const { messages } = await get('/sandbox/messages?channel=shop&user=rosa');
      return (messages as unknown[]).length === 2 ? messages : undefined;
    });
    expect(shown).toMatchObject([
      { text: 'on it', is_ephemeral: true },
      { text: 'the cause', bot_id: 'B0MEDIC001' },
    ]);
    expect(await get('/sandbox/messages?channel=shop&user=mina')).toMatchObject({
      messages: [{ text: 'the cause' }],
    });
  });

  test('a button opens a modal and its submission comes back', async () => {
    const seen: Record<string, unknown>[] = [];
    const { post, get, api } = await start(mode, (app) => modalApp(app, seen));
    const posted = await api('chat.postMessage', { channel: 'shop', text: 'plan', blocks: PLAN });
    const press = { user: 'tomo', channel: 'shop', message_ts: posted['ts'], action_id: 'ask' };
    expect((await post('/sandbox/action', press)).answer).toEqual({ ok: true });
    const view = await eventually(async () => {
      const { views } = (await get('/sandbox/state')) as { views: Record<string, { id: string }[]> };
      return views['U0TOMO0001']?.[0];
    });
    const submit = (why: string) =>
      post('/sandbox/view-submit', { user: 'tomo', view_id: view.id, state: { why } });
    expect((await submit('')).answer).toEqual({ ok: false, errors: { reason: 'Say why.' } });
    expect((await submit('it expired')).answer).toEqual({ ok: true });
    expect(seen).toMatchObject([
      { value: 'plan-7', block_id: 'buttons', type: 'button' },
      { reason: { why: { type: 'plain_text_input', value: null } } },
      { reason: { why: { type: 'plain_text_input', value: 'it expired' } } },
    ]);
    const { views } = (await get('/sandbox/state')) as { views: Record<string, unknown[]> };
    expect(views['U0TOMO0001']).toEqual([]);
  });

  test('a select sends its option, and what it does not offer is refused with what it offers', async () => {
    const picked: unknown[] = [];
    const { post, api } = await start(mode, (app) => {
      app.action('pod', async ({ ack, action }) => {
        await ack();
        picked.push(action);
      });
    });
    const posted = await api('chat.postMessage', { channel: 'shop', text: 'which', blocks: PLAN });
    const pick = (value: string) =>
      post('/sandbox/action', {
        user: 'rosa',
        channel: 'shop',
        message_ts: posted['ts'],
        action_id: 'pod',
        value,
      });
    expect((await pick('cart-1')).answer).toEqual({ ok: true });
    expect(picked).toMatchObject([{ type: 'static_select', selected_option: { value: 'cart-1' } }]);
    const refused = await pick('cart-9');
    expect(refused.status).toBe(400);
    expect(refused.answer['says']).toContain('"cart-0", "cart-1"');
  });

  test('a command nobody acknowledges ends as operation_timeout, which only that person sees', async () => {
    const { post, get } = await start(mode, (app) => app.command('/registry', async () => {}), {
      ackMs: 150,
    });
    const { answer } = await post('/sandbox/command', { user: 'rosa', channel: 'shop', text: 'help' });
    expect(answer).toEqual({ ok: false, error: 'operation_timeout' });
    expect(await get('/sandbox/messages?channel=shop&user=rosa')).toMatchObject({
      messages: [{ user: 'USLACKBOT', text: '/registry failed with the error "operation_timeout"' }],
    });
    expect(await get('/sandbox/messages?channel=shop')).toMatchObject({ messages: [] });
  });

  test('an event that is not acknowledged comes again, marked as a retry', async () => {
    const tries: unknown[] = [];
    const { post } = await start(
      mode,
      (app) => {
        const run = app.processEvent.bind(app);
        app.processEvent = async (event) => {
          tries.push([(event.body as { event_id: string }).event_id, event.retryNum, event.retryReason]);
          if (tries.length < 3) throw new Error('the inbox is not there');
          return run(event);
        };
      },
      { ackMs: 200, retryDelaysMs: [0, 20, 20] },
    );
    await post('/sandbox/message', { user: 'rosa', channel: 'shop', text: 'hello' });
    await eventually(() => (tries.length === 3 ? true : undefined));
    const id = (tries[0] as unknown[])[0];
    const reason = mode === 'http' ? 'http_error' : 'timeout';
    expect(tries.slice(1)).toEqual([
      [id, 1, reason],
      [id, 2, reason],
    ]);
  });

  test('the home tab is opened, published and seen', async () => {
    const { post, get } = await start(mode, (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'divider' }] },
        });
      });
    });
    await post('/sandbox/home', { user: 'mina', tab: 'home' });
    const home = await eventually(async () => {
      const { homes } = (await get('/sandbox/state')) as { homes: Record<string, unknown> };
      return homes['U0MINA0001'] ?? undefined;
    });
    expect(home).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] });
  });
});

const PLAN = [
  {
    type: 'actions',
    block_id: 'buttons',
    elements: [
      { type: 'button', action_id: 'ask', value: 'plan-7', text: { type: 'plain_text', text: 'Ask' } },
      {
        type: 'static_select',
        action_id: 'pod',
        options: ['cart-0', 'cart-1'].map((value) => ({ value, text: { type: 'plain_text', text: value } })),
      },
    ],
  },
];

function modalApp(app: App, seen: Record<string, unknown>[]): void {
  app.action('ask', async ({ ack, action, body, client }) => {
    await ack();
    seen.push({ ...action });
    if (!('trigger_id' in body)) return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'approve',
        title: { type: 'plain_text', text: 'Approve' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: { type: 'plain_text', text: 'Why' },
            element: { type: 'plain_text_input', action_id: 'why' },
          },
        ],
      },
    });
  });
  app.view('approve', async ({ ack, view }) => {
    seen.push(view.state.values);
    if (view.state.values['reason']?.['why']?.value) await ack();
    else await ack({ response_action: 'errors', errors: { reason: 'Say why.' } });
  });
}
