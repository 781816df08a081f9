/** Puts one question to the API server: time-boxed, repeated where repeating is harmless. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import type { AccessKeeper } from './access.ts';
import { notKubernetesWords, unreachableWords, wasCut } from './error-words.ts';

export interface ApiQuestion {
  /** POST only for reviews, which change nothing. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  readonly body?: unknown;
}

export type ApiEnding =
  | { readonly ended: 'answered'; readonly server: string; readonly status: number; readonly body: unknown }
  | { readonly ended: 'unreachable'; readonly says: string };

export interface Transport {
  ask(question: ApiQuestion): Promise<ApiEnding>;
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
  readonly text: string;
}

export function createTransport(access: AccessKeeper, settings: Partial<TransportSettings> = {}): Transport {
  const { timeoutMs, attempts } = { ...DEFAULTS, ...settings };

  async function ask(question: ApiQuestion): Promise<ApiEnding> {
    const ends = Date.now() + timeoutMs;
    const signal = AbortSignal.timeout(timeoutMs);
    let server = '';
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const by = await access.get(signal);
        server = by.server;
        const answer = await put(question, by, signal);
        if (answer.status === 401 && !renewed) {
          // The kubeconfig or the plugin may hold a newer login than ours.
          renewed = true;
          access.forget();
          continue;
        }
        const pause = answer.retryAfterMs ?? backoff(attempt);
        const again = isPassing(answer.status) && attempt < attempts && Date.now() + pause < ends;
        if (!again) return read(answer, server);
        await wait(pause, undefined, { signal });
      } catch (error) {
        const again = wasCut(error) && attempt < attempts && Date.now() + backoff(attempt) < ends;
        if (!again) return { ended: 'unreachable', says: unreachableWords(server, error) };
        await wait(backoff(attempt));
      }
    }
  }
  return { ask };
}

async function put(
  question: ApiQuestion,
  by: {
    readonly server: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly dispatcher: Dispatcher;
  },
  signal: AbortSignal,
): Promise<Answered> {
  const url = new URL(by.server.replace(/\/$/, '') + question.path);
  for (const [name, value] of Object.entries(question.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const answer = await request(url, {
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
  });
  const retryAfter = Number(answer.headers['retry-after']);
  return {
    status: answer.statusCode,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : null,
    text: await answer.body.text(),
  };
}

function read(answer: Answered, server: string): ApiEnding {
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
