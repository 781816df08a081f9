/** What senders of webhooks are answered: a status, and for whoever reads their logs what is wrong and what to do. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Words } from '../../engine/words.ts';
import type { Taken } from '../take-alerts.ts';

export interface Answer {
  readonly status: number;
  readonly says: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const words: Words<{
  readonly taken: (of: Taken) => string;
  readonly notPost: string;
  readonly unknown: string;
  readonly unproved: string;
  readonly tooLarge: string;
  readonly packed: string;
  readonly brokenOff: string;
  readonly notJson: string;
  readonly notOurs: (why: string) => string;
  readonly tooFast: string;
  readonly away: (requestId: string) => string;
  readonly failed: (requestId: string) => string;
}> = {
  en: {
    taken: ({ fresh, known, passedOver }) =>
      `taken: ${fresh} new, ${known} known, ${passedOver} passed over (not of a cluster or registry configured here)`,
    notPost: 'webhooks are sent with POST',
    unknown: 'no webhook of this name; the address is /webhooks/<name>, as under `alerts: webhooks:`',
    unproved:
      'the sender did not prove itself: its token, password or signature is not the one configured here',
    tooLarge: 'the body is larger than 1 MiB; let Alertmanager send fewer alerts at once (max_alerts)',
    packed: 'the body is packed; send it without Content-Encoding',
    brokenOff: 'the body broke off or came too slowly; send it again',
    notJson: 'the body is not JSON; send the default payload, without a template of your own',
    notOurs: (why) => why,
    tooFast: 'too many requests for one webhook; send again later, or group more alerts into one',
    away: (requestId) => `Redis does not answer, so nothing was kept; send again (${requestId})`,
    failed: (requestId) => `our own failure, nothing is certain to be kept; send again (${requestId})`,
  },
};

const plain = (status: number, says: string): Answer => ({ status, says });

export const answers = {
  taken: (of: Taken) => plain(200, words.en.taken(of)),
  notPost: { ...plain(405, words.en.notPost), headers: { allow: 'POST' } },
  unknown: { ...plain(404, words.en.unknown) },
  unproved: { ...plain(401, words.en.unproved) },
  tooLarge: { ...plain(413, words.en.tooLarge) },
  packed: { ...plain(415, words.en.packed), headers: { 'accept-encoding': 'identity' } },
  brokenOff: { ...plain(408, words.en.brokenOff) },
  notJson: plain(400, words.en.notJson),
  notOurs: (why: string) => plain(400, words.en.notOurs(why)),
  tooFast: (status: 429 | 503, seconds: number): Answer => ({
    ...plain(status, words.en.tooFast),
    headers: { 'retry-after': String(seconds) },
  }),
  away: (requestId: string): Answer => ({
    ...plain(503, words.en.away(requestId)),
    headers: { 'retry-after': '5' },
  }),
  failed: (requestId: string) => plain(500, words.en.failed(requestId)),
} satisfies Record<string, Answer | ((...of: never[]) => Answer)>;

/** How long a sender that is refused may go on sending, so that it hears the answer; milliseconds. */
const HEARS_MS = 1_000;

export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, says, headers }: Answer,
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${says}\n`);
  if (request.complete) return;
  request.resume();
  setTimeout(() => request.complete || request.socket.destroy(), HEARS_MS).unref();
}
