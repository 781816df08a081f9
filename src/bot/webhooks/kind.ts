/** What a sender of webhooks is: how it signs, what it sends, what it does when it is told to slow down. */
import type { IncomingHttpHeaders } from 'node:http';
import type { WebhookConfig } from '../../config.ts';
import type { News } from '../../engine/alerts/heard-message.ts';

export interface WebhookKind {
  /** The file's name; also the source of its sightings. */
  readonly id: WebhookConfig['kind'];
  /**
   * What a sender is answered who sends too fast. Only what it repeats on its own loses nothing: Alertmanager and
   * what is built on it repeat on 5xx alone (prometheus/alertmanager notify/util.go, PR 2145).
   */
  readonly tooFast: 429 | 503;
  /** Reads a body. A string says what is wrong with it and what to do. Never throws. */
  read(body: unknown): readonly News[] | string;
  /** Whether a signature of this body is right; absent: it cannot sign. */
  readonly signs?: (signed: Signed) => boolean;
  /** How it writes a token into `Authorization`; absent: `Bearer <token>`. */
  readonly token?: 'as-typed';
}

export interface Signed {
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  readonly raw: Buffer;
  readonly secret: string;
  /** As configured, where it differs from the sender's usual. */
  readonly header?: string;
  readonly timestampHeader?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}
