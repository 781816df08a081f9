/** What the sandbox's Slack is started with. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A verb of /registry, as the composer completes it. */
export interface CommandHint {
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
}

export interface SlackOptions {
  /** Port of the page and of the Web API; 0 or absent: any free one. */
  readonly port?: number;
  /** Where events are posted; absent: Socket Mode. */
  readonly events?: { readonly url: string };
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly commands?: readonly CommandHint[];
  /** Answers a request of its own and returns true, or returns false. Asked before all other routes. */
  readonly extraRoutes?: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
  /** Waits before the second, third and fourth delivery of an event. Slack: at once, 1 min, 5 min. */
  readonly retryDelaysMs?: readonly number[];
  /** How long the bot may take to acknowledge. Slack: 3 s. */
  readonly ackMs?: number;
  /** How long a trigger_id lives. Slack: 3 s. */
  readonly triggerMs?: number;
  /** Requests a minute by rate tier, where a test needs fewer. */
  readonly rates?: Partial<Record<RateTier, number>>;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
export type RateTier = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'special' | 'post';

export interface SandboxSlack {
  /** The page. */
  readonly url: string;
  /** Root of the Web API, with its closing slash: for SLACK_API_URL. */
  readonly apiUrl: string;
  stop(): Promise<void>;
}
