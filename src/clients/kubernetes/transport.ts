/** Puts one question to the API server: time-boxed, repeated where repeating is harmless. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { outgoing } from '../outgoing.ts';
import type { Access, AccessKeeper } from './access.ts';
import { notKubernetesWords, unreachableWords, wasCut } from './error-words.ts';

export interface ApiQuestion {
  /** POST only for reviews, which change nothing. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  readonly body?: unknown;
  /** Where a 5xx is what was asked for and not the API server's own trouble. */
  readonly again?: 'never';
  /** Instead of the reader's time box. */
  readonly timeoutMs?: number;
}

export type ApiEnding =
  | { readonly ended: 'answered'; readonly server: string; readonly status: number; readonly body: unknown }
  | { readonly ended: 'unreachable'; readonly says: string };

/** An answer whose body is still on its way; it must be read to its end or left by `break`. */
export type OpenEnding =
  | {
      readonly ended: 'answered';
      readonly server: string;
      readonly status: number;
      readonly body: AsyncIterable<Uint8Array>;
    }
  | { readonly ended: 'unreachable'; readonly says: string };

export interface Transport {
  ask(question: ApiQuestion): Promise<ApiEnding>;
  /**
   * For bodies of any size: the time box ends with the headers; a body that stands still for as long fails.
   * The signal ends the asking or the body.
   */
  open(question: ApiQuestion, signal?: AbortSignal): Promise<OpenEnding>;
}

export interface TransportSettings {
  /** For one question with its repetitions, milliseconds. */
  readonly timeoutMs: number;
  /** How often one question is put at most. */
  readonly attempts: number;
}

const DEFAULTS: TransportSettings = { timeoutMs: 10_000, attempts: 3 };
const BACKOFF_MS = 100;

interface Answered {
  readonly status: number;
  readonly retryAfterMs: number | null;
}

type Put<A extends Answered> = (by: Access, signal: AbortSignal) => Promise<A>;

export function createTransport(access: AccessKeeper, settings: Partial<TransportSettings> = {}): Transport {
  const { timeoutMs, attempts } = { ...DEFAULTS, ...settings };

  /** Puts a question until it is answered or repeating makes no sense; `drop` frees an answer not wanted. */
  async function put<A extends Answered>(
    once: Put<A>,
    signal: AbortSignal,
    times: number,
    drop: (answer: A) => unknown = () => {},
  ): Promise<
    | { readonly ended: 'answered'; readonly server: string; readonly answer: A }
    | { readonly ended: 'unreachable'; readonly says: string }
  > {
    const ends = Date.now() + timeoutMs;
    let server = '';
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const by = await access.get(signal);
        server = by.server;
        const answer = await once(by, signal);
        if (answer.status === 401 && !renewed) {
          // The kubeconfig or the plugin may hold a newer login than ours.
          renewed = true;
          access.forget();
          await drop(answer);
          continue;
        }
        const pause = answer.retryAfterMs ?? backoff(attempt);
        const again = isPassing(answer.status) && attempt < times && Date.now() + pause < ends;
        if (!again) return { ended: 'answered', server, answer };
        await drop(answer);
        await wait(pause, undefined, { signal });
      } catch (error) {
        const again = wasCut(error) && attempt < times && Date.now() + backoff(attempt) < ends;
        if (!again) return { ended: 'unreachable', says: unreachableWords(server, error) };
        await wait(backoff(attempt));
      }
    }
  }

  return {
    async ask(question) {
      const whole: Put<Answered & { readonly text: string }> = async (by, signal) => {
        const answer = await send(question, by, signal);
        return { ...answer, text: await wholeText(answer.body) };
      };
      const ending = await put(whole, AbortSignal.timeout(timeoutMs), attempts);
      return ending.ended === 'answered' ? read(ending.answer, ending.server) : ending;
    },
    async open(question, signal) {
      const patience = question.timeoutMs ?? timeoutMs;
      const headers = new AbortController();
      const late = new DOMException('no answer within the time box', 'TimeoutError');
      const timer = setTimeout(() => headers.abort(late), patience);
      const either = signal ? AbortSignal.any([signal, headers.signal]) : headers.signal;
      const begun: Put<Answered & { readonly body: Dispatcher.ResponseData['body'] }> = (by, ends) =>
        send(question, by, ends, patience);
      const ending = await put(begun, either, question.again === 'never' ? 1 : attempts, (answer) =>
        answer.body.dump(),
      );
      clearTimeout(timer);
      if (ending.ended === 'unreachable') return ending;
      const { status, body } = ending.answer;
      return { ended: 'answered', server: ending.server, status, body };
    },
  };
}

async function send(question: ApiQuestion, by: Access, signal: AbortSignal, stillMs?: number) {
  const url = new URL(by.server.replace(/\/$/, '') + question.path);
  for (const [name, value] of Object.entries(question.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const put = (): Promise<Dispatcher.ResponseData> =>
    request(url, {
      method: question.method,
      headers: {
        ...by.headers,
        accept: question.accept ?? 'application/json',
        'user-agent': 'registry-medic',
        ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: question.body === undefined ? null : JSON.stringify(question.body),
      dispatcher: by.dispatcher,
      signal,
      ...(stillMs === undefined ? {} : { bodyTimeout: stillMs }),
    });
  const of = { system: 'kubernetes', method: question.method, url } as const;
  const answer = await outgoing(of, put, ({ statusCode }) => statusCode);
  const retryAfter = Number(answer.headers['retry-after']);
  return {
    status: answer.statusCode,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : null,
    body: answer.body,
  };
}

/** A page of 500 large objects is a fifth of it; more would not fit beside everything else. Bytes. */
const LARGEST = 128 * 1024 * 1024;

/** Throws for a body that is larger than any answer has to be. */
async function wholeText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST) throw new Error(`the answer is larger than ${LARGEST / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function read(answer: { readonly status: number; readonly text: string }, server: string): ApiEnding {
  try {
    return { ended: 'answered', server, status: answer.status, body: JSON.parse(answer.text) as unknown };
  } catch {
    // Errors of proxies in between, and of the API server for unknown paths, are plain text.
    if (answer.status >= 400)
      return { ended: 'answered', server, status: answer.status, body: { message: answer.text } };
    return { ended: 'unreachable', says: notKubernetesWords(server, answer.text.slice(0, 80)) };
  }
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Doubling, with up to as much again at random, so that many askers do not return together. */
function backoff(attempt: number): number {
  return BACKOFF_MS * 2 ** (attempt - 1) * (1 + Math.random());
}
