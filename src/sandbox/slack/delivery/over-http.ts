/** Delivery as signed HTTP requests (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
import { createHmac } from 'node:crypto';
import { type Fields, isFields, parsed } from '../json.ts';
import type { Outcome, OutgoingKind, Retry, Transport } from './delivery.ts';

export interface HttpTarget {
  readonly url: string;
  readonly signingSecret: string;
  readonly ackMs: number;
}

export function overHttp(target: HttpTarget): Transport {
  return {
    attempt: (kind, body, retry) => attempt(target, kind, body, retry),
    stop: async () => {},
  };
}

async function attempt(
  target: HttpTarget,
  kind: OutgoingKind,
  body: Fields,
  retry?: Retry,
): Promise<Outcome> {
  const { type, content } = encoded(kind, body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac('sha256', target.signingSecret).update(`v0:${timestamp}:${content}`).digest('hex');
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'error',
      body: content,
      signal: AbortSignal.timeout(target.ackMs),
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hmac}`,
        ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
      },
    });
    return judged(response.status, response.headers, await response.text());
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return late
      ? { kind: 'failed', error: 'operation_timeout', reason: 'http_timeout', again: 'allowed' }
      : { kind: 'failed', error: 'dispatch_failed', reason: 'connection_failed', again: 'allowed' };
  }
}

function encoded(kind: OutgoingKind, body: Fields): { type: string; content: string } {
  if (kind === 'events_api') return { type: 'application/json', content: JSON.stringify(body) };
  const form =
    kind === 'interactive'
      ? { payload: JSON.stringify(body) }
      : Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
  return { type: 'application/x-www-form-urlencoded', content: new URLSearchParams(form).toString() };
}

function judged(status: number, headers: Headers, body: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'acked', payload: said(body) };
  return {
    kind: 'failed',
    error: 'http_service_error',
    reason: 'http_error',
    again: headers.get('x-slack-no-retry') === '1' ? 'forbidden' : 'allowed',
  };
}

/** An acknowledgement may say something: JSON, or bare text. */
function said(body: string): Fields | undefined {
  if (body.trim() === '') return undefined;
  const value = parsed(body);
  return isFields(value) ? value : { text: typeof value === 'string' ? value : body };
}
