/** The port that alerts come in by without Slack: `POST /webhooks/<name>`, answered 200 only when all is stored. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRedisAway } from '../../clients/redis.ts';
import { ConfigError, type WebhookConfig } from '../../config.ts';
import type { Words } from '../../engine/words.ts';
import { withRequest } from '../../log.ts';
import { type SpanStart, traced } from '../../tracing/trace.ts';
import { type AlertParts, takeAlerts } from '../take-alerts.ts';
import { type Answer, answers, send } from './answers.ts';
import type { WebhookKind } from './kind.ts';
import { type Proof, proofOf } from './prove.ts';
import { readBody } from './read-body.ts';
import { type Limit, type TokenBucket, tokenBucket } from './token-bucket.ts';

export interface WebhookParts extends AlertParts {
  readonly webhooks: readonly WebhookConfig[];
  readonly kinds: readonly WebhookKind[];
  secret(variable: string): string | undefined;
}

export interface WebhookServer {
  readonly port: number;
  /** Takes no more, lets what runs end for so many milliseconds. */
  stop(ms: number): Promise<void>;
}

/** Larger than any group of alerts that a person would read; bytes. */
const BODY_LIMIT = 1024 * 1024;
/** A sender has so long for head and body together, milliseconds. */
const SEND_MS = 10_000;
const MOST_CONNECTIONS = 200;
/** One Alertmanager that groups by nothing at all, in a storm, stays below this. */
const LIMIT: Limit = { atOnce: 300, perSecond: 100 };

const words: Words<{ readonly taken: (port: number, code: string) => string }> = {
  en: {
    taken: (port, code) =>
      `WEBHOOK_PORT: port ${port} cannot be opened (${code}). Write another, which is neither PORT nor in use.`,
  },
};

interface Webhook {
  readonly config: WebhookConfig;
  readonly kind: WebhookKind;
  readonly proof: Proof;
  readonly bucket: TokenBucket;
}

/** Throws ConfigError for a secret that is not set or a port that is taken. `within`: for tests. */
export async function startWebhooks(
  port: number,
  parts: WebhookParts,
  within: { readonly limit?: Limit; readonly sendMs?: number } = {},
): Promise<WebhookServer> {
  const { limit = LIMIT, sendMs = SEND_MS } = within;
  const webhooks = new Map(parts.webhooks.map((config) => [config.name, webhookOf(config, parts, limit)]));
  const working = new Set<Promise<void>>();
  const server = createServer(
    {
      headersTimeout: sendMs / 2,
      requestTimeout: sendMs,
      connectionsCheckingInterval: Math.min(1_000, sendMs / 4),
      keepAliveTimeout: 5_000,
    },
    (request, response) => {
      const work = serve(request, response, webhooks, parts).finally(() => working.delete(work));
      working.add(work);
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw new ConfigError(words.en.taken(port, String((error as NodeJS.ErrnoException).code)));
    }),
  ]);
  return {
    port: (server.address() as AddressInfo).port,
    async stop(ms) {
      server.close();
      const late = new Promise((done) => setTimeout(done, ms).unref());
      await Promise.race([Promise.allSettled(working), late]);
      server.closeAllConnections();
    },
  };
}

function webhookOf(config: WebhookConfig, { kinds, secret }: WebhookParts, limit: Limit): Webhook {
  const kind = kinds.find(({ id }) => id === config.kind);
  if (!kind) throw new Error(`No file reads webhooks of kind ${config.kind}`);
  return { config, kind, proof: proofOf(config, kind, secret), bucket: tokenBucket(limit) };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  webhooks: ReadonlyMap<string, Webhook>,
  parts: WebhookParts,
): Promise<void> {
  const name = /^\/webhooks\/([a-z0-9-]{1,63})\/?(?:\?|$)/.exec(request.url ?? '')?.[1] ?? '';
  const webhook = webhooks.get(name);
  const answer = webhook ? await answerOf(request, webhook, parts) : answers.unknown;
  if (answer.status !== 200)
    parts.log.warn({ webhook: name, status: answer.status, says: answer.says }, 'webhook refused');
  send(request, response, answer);
}

/** The cheapest refusals first: a stranger's body is not read where its head tells it is a stranger's. */
async function answerOf(
  request: IncomingMessage,
  { config, kind, proof, bucket }: Webhook,
  parts: WebhookParts,
): Promise<Answer> {
  if (request.method !== 'POST') return answers.notPost;
  if (!proof.head(request.headers)) return answers.unproved;
  const body = await readBody(request, BODY_LIMIT);
  if (body.is === 'too-large') return answers.tooLarge;
  if (body.is === 'packed') return answers.packed;
  if (body.is === 'broken-off') return answers.brokenOff;
  if (!proof.body(request.headers, body.raw, Date.now())) return answers.unproved;
  // Only who proved itself counts, so that a stranger cannot use up what belongs to the sender.
  const wait = bucket.take(performance.now());
  if (wait > 0) return answers.tooFast(kind.tooFast, wait);
  return take(body.raw, config, kind, parts);
}

async function take(
  raw: Buffer,
  { name, cluster }: WebhookConfig,
  kind: WebhookKind,
  parts: WebhookParts,
): Promise<Answer> {
  const read = readJson(raw);
  if (read === null) return answers.notJson;
  const news = kind.read(read.value);
  if (typeof news === 'string') return answers.notOurs(news);
  const requestId = `req-${createHash('sha256').update(`${name} `).update(raw).digest('hex').slice(0, 16)}`;
  const start = (): SpanStart => ({
    name: `webhook ${kind.id}`,
    kind: 'server',
    attributes: { 'registry_medic.request_id': requestId, 'registry_medic.webhook': name },
  });
  const work = async (): Promise<Answer> => {
    try {
      const from = { source: kind.id, place: null, at: new Date().toISOString() } as const;
      const here = { ...parts.here, usual: cluster ?? parts.here.usual };
      return answers.taken(await takeAlerts(news, from, null, requestId, { ...parts, here }));
    } catch (error) {
      parts.log.error({ err: error, webhook: name }, 'webhook could not be stored');
      return isRedisAway(error) ? answers.away(requestId) : answers.failed(requestId);
    }
  };
  return withRequest(requestId, () => traced(start, work));
}

function readJson(raw: Buffer): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(raw.toString('utf8')) };
  } catch {
    return null;
  }
}
