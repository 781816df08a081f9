/** Bringing things to the bot: one try for what a person waits for, several for events. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Fields } from '../json.ts';

export type OutgoingKind = 'events_api' | 'slash_commands' | 'interactive';

export interface Retry {
  readonly num: number;
  readonly reason: string;
}

export type Outcome =
  | { readonly kind: 'acked'; readonly payload: Fields | undefined }
  | {
      readonly kind: 'failed';
      /** What the person is told. */
      readonly error: 'operation_timeout' | 'dispatch_failed' | 'http_service_error';
      /** What the next delivery gives as x-slack-retry-reason. */
      readonly reason: string;
      readonly again: 'allowed' | 'forbidden';
    };

/** HTTP or Socket Mode. */
export interface Transport {
  attempt(kind: OutgoingKind, body: Fields, retry?: Retry): Promise<Outcome>;
  /** Resolves when the bot is there again; absent where nobody can tell. */
  readonly comeBack?: () => Promise<void>;
  /** For apps.connections.open; absent over HTTP. */
  readonly openSocketUrl?: () => string;
  /** Tells the bot to connect anew, as Slack does every few hours. */
  readonly refresh?: () => number;
  stop(): Promise<void>;
}

export interface Delivery {
  readonly mode: 'http' | 'socket';
  /** One try; the person who waits is told how it ended. */
  ask(kind: 'slash_commands' | 'interactive', body: Fields): Promise<Outcome>;
  /** An event, with Slack's retries; returns at once. */
  announce(body: Fields): void;
  readonly openSocketUrl?: () => string;
  readonly refresh?: () => number;
  stop(): Promise<void>;
}

/** https://docs.slack.dev/apis/events-api#retries */
const RETRY_DELAYS_MS = [0, 60_000, 300_000];

export function createDelivery(transport: Transport, delays: readonly number[] = RETRY_DELAYS_MS): Delivery {
  const ending = new AbortController();
  const rest = (ms: number): Promise<void> =>
    Promise.race([
      wait(ms, undefined, { signal: ending.signal, ref: false }),
      ...(transport.comeBack ? [transport.comeBack()] : []),
    ]);
  const insist = async (body: Fields): Promise<void> => {
    let outcome = await transport.attempt('events_api', body);
    for (const [n, ms] of delays.entries()) {
      if (outcome.kind === 'acked' || outcome.again === 'forbidden' || ending.signal.aborted) return;
      await rest(ms);
      outcome = await transport.attempt('events_api', body, { num: n + 1, reason: outcome.reason });
    }
  };
  return {
    mode: transport.openSocketUrl ? 'socket' : 'http',
    ask: (kind, body) => transport.attempt(kind, body),
    // Fails only when the workspace is stopped while an event waits.
    announce: (body) => void insist(body).catch(() => {}),
    ...(transport.openSocketUrl ? { openSocketUrl: transport.openSocketUrl } : {}),
    ...(transport.refresh ? { refresh: transport.refresh } : {}),
    stop: async () => {
      ending.abort();
      await transport.stop();
    },
  };
}
