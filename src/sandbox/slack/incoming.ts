/**
 * Incoming webhooks: another app posts into the one channel its address is for. Bodies, endings and the pace of one
 * a second follow https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
import type { ServerResponse } from 'node:http';
import { answer } from './http.ts';
import { type Fields, isFields, parsed } from './json.ts';
import { channel, TEAM } from './seeds.ts';
import { ApiError } from './web-api/api-error.ts';
import { readContent } from './web-api/content.ts';
import type { World } from './world.ts';

const LONGEST = 40_000;
const ADDRESS = new RegExp(`^/services/${TEAM.id}/(B[A-Z0-9]{8,})/([a-z-]+)$`);

/** The address that posts into this channel as that app: for `api_url` of an Alertmanager. */
export function incomingWebhook(origin: string, app: string, channelName: string): string {
  return `${origin}/services/${TEAM.id}/${app}/${channelName}`;
}

export function answerIncoming(world: World, response: ServerResponse, url: URL, body: string): void {
  const { status, says, headers = {} } = take(world, url, body);
  answer(response, status, 'text/plain', says, headers);
}

interface Ending {
  readonly status: number;
  readonly says: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function take(world: World, url: URL, body: string): Ending {
  const [, app = '', name = ''] = ADDRESS.exec(url.pathname) ?? [];
  const where = channel(name);
  if (!where) return { status: 404, says: 'no_service' };
  const seconds = world.rates.wait('post', `incoming ${app}`);
  if (seconds > 0) return { status: 429, says: 'rate_limited', headers: { 'retry-after': `${seconds}` } };
  const given = payloadIn(body);
  if (!given) return { status: 400, says: 'invalid_payload' };
  try {
    const { username } = given;
    world.messages.post({
      ...readContent(given, LONGEST),
      subtype: 'bot_message',
      bot_id: app,
      channel: where.id,
      username: typeof username === 'string' ? username : 'incoming-webhook',
      ...iconsOf(given),
    });
    return { status: 200, says: 'ok' };
  } catch (error) {
    if (error instanceof ApiError) return { status: 400, says: error.code };
    throw error;
  }
}

function iconsOf({ icon_emoji: emoji, icon_url: icon }: Fields): Fields {
  if (typeof emoji === 'string' && emoji !== '') return { icons: { emoji } };
  return typeof icon === 'string' && icon !== '' ? { icons: { icon } } : {};
}

/** JSON, or a form whose `payload` is JSON. */
function payloadIn(body: string): Fields | null {
  const form = body.startsWith('payload=') ? new URLSearchParams(body).get('payload') : null;
  const value = parsed(form ?? body);
  return isFields(value) ? value : null;
}
