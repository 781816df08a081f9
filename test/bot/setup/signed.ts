/** Requests as Slack sends them over HTTP: form or JSON, signed with the app's secret. */
import { createHmac } from 'node:crypto';

export const SIGNING_SECRET = 'a-signing-secret-of-a-test';

export interface Sent {
  readonly status: number;
  readonly text: string;
}

async function post(port: number, raw: string, type: string, extra: Record<string, string>): Promise<Sent> {
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${time}:${raw}`).digest('hex');
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${signature}`,
      ...extra,
    },
    body: raw,
  });
  return { status: response.status, text: await response.text() };
}

const FORM = 'application/x-www-form-urlencoded';

export function sendCommand(port: number, fields: Record<string, string>): Promise<Sent> {
  const body = {
    command: '/registry',
    user_id: 'U1',
    team_id: 'T0ACME0001',
    channel_id: 'C1',
    channel_name: 'ops',
    trigger_id: `trigger-${Math.random()}`,
    ...fields,
  };
  return post(port, new URLSearchParams(body).toString(), FORM, {});
}

export function sendEvent(
  port: number,
  body: Record<string, unknown>,
  extra: Record<string, string> = {},
): Promise<Sent> {
  return post(
    port,
    JSON.stringify({ type: 'event_callback', team_id: 'T0ACME0001', api_app_id: 'A1', ...body }),
    'application/json',
    extra,
  );
}

export function sendShortcut(port: number, body: Record<string, unknown>): Promise<Sent> {
  return sendAction(port, { type: 'message_action', ...body });
}

export function sendAction(port: number, body: Record<string, unknown>): Promise<Sent> {
  const payload = {
    type: 'block_actions',
    team: { id: 'T0ACME0001' },
    user: { id: 'U2', team_id: 'T0ACME0001' },
    channel: { id: 'C1' },
    trigger_id: `trigger-${Math.random()}`,
    ...body,
  };
  return post(port, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM, {});
}
