import { afterAll, beforeAll, expect, test } from 'vitest';
import { incomingWebhook } from '../../../src/sandbox/slack/incoming.ts';
import { type Connected, connected } from './setup.ts';

let workspace: Connected;
const heard: Record<string, unknown>[] = [];

beforeAll(async () => {
  workspace = await connected('socket', (app) => {
    app.event('message', async ({ event }) => void heard.push({ ...event }));
  });
});
afterAll(() => workspace.stop());

function hook(channel: string): string {
  return incomingWebhook(workspace.slack.url.replace(/\/$/, ''), 'B0ALERT001', channel);
}

async function send(channel: string, body: unknown): Promise<[number, string]> {
  const response = await fetch(hook(channel), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return [response.status, await response.text()];
}

test('another app posts with its name and attachments, and the bot hears it', async () => {
  const body = {
    channel: '#alerts',
    username: 'Alertmanager',
    attachments: [{ title: '[FIRING:1] KubePodNotReady', text: 'cart-0', color: 'danger', fallback: 'f' }],
  };
  expect(await send('alerts', body)).toEqual([200, 'ok']);
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]).toMatchObject({
    subtype: 'bot_message',
    bot_id: 'B0ALERT001',
    username: 'Alertmanager',
    attachments: [{ title: '[FIRING:1] KubePodNotReady', color: 'a30200' }],
  });
});

test.each([
  ['alerts', '{"text":', [400, 'invalid_payload']],
  ['alerts', { text: '' }, [400, 'no_text']],
  ['nowhere', { text: 'x' }, [404, 'no_service']],
] as const)('%s %j is refused as Slack refuses it', async (channel, body, ending) => {
  expect(await send(channel, body)).toEqual(ending);
});

test('a message that its app changes in place comes as an edit', async () => {
  const { messages } = (await workspace.get('/sandbox/messages?channel=alerts')) as {
    messages: readonly { readonly ts: string }[];
  };
  await workspace.post('/sandbox/edit', {
    channel: 'alerts',
    ts: messages[0]?.ts,
    attachments: [{ title: '[RESOLVED] KubePodNotReady' }],
  });
  await expect.poll(() => heard.at(-1)?.['subtype']).toBe('message_changed');
  expect(heard.at(-1)).toMatchObject({
    message: { attachments: [{ title: '[RESOLVED] KubePodNotReady' }] },
    previous_message: { attachments: [{ title: '[FIRING:1] KubePodNotReady' }] },
  });
});

test('a hook that is hurried is told to wait', async () => {
  const endings = [];
  for (let at = 0; at < 15; at++) endings.push((await send('alerts', { text: `${at}` }))[0]);
  expect(endings).toContain(429);
});
