/** The least of a Slack that the bot can be tested against: keeps messages, counts calls, fails on demand. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeptMessage {
  readonly ts: string;
  readonly channel: string;
  readonly thread_ts?: string;
  text: string;
  blocks: unknown[];
  readonly metadata?: unknown;
  edits: number;
}

export interface Call {
  readonly method: string;
  readonly args: Record<string, unknown>;
}

/** What to do with a call instead of answering it: an error of Slack, a 429, or silence after doing it. */
export type Fault =
  | { readonly error: string }
  | { readonly retryAfter: number }
  | { readonly drop: 'after-doing' };

export interface FakeSlack {
  /** For SLACK_API_URL. */
  readonly url: string;
  readonly messages: KeptMessage[];
  readonly calls: Call[];
  /** What came to response_urls. */
  readonly answers: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** Consulted before each call; null answers it. */
  fault: (call: Call) => Fault | null;
  /** Methods this fake does not know. */
  extra: (call: Call) => Record<string, unknown> | null;
  answerUrl(name: string): string;
  stop(): Promise<void>;
}

export async function startFakeSlack(): Promise<FakeSlack> {
  const messages: KeptMessage[] = [];
  const calls: Call[] = [];
  const answers: FakeSlack['answers'] = [];
  let clock = 1_795_000_000_000_000;
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const slack: FakeSlack = {
    url: `${base}/api/`,
    messages,
    calls,
    answers,
    fault: () => null,
    extra: () => null,
    answerUrl: (name) => `${base}/answer/${name}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    if (path.startsWith('/answer/')) {
      answers.push({ path: path.slice('/answer/'.length), body: JSON.parse(raw) as Record<string, unknown> });
      response.writeHead(200).end('ok');
      return;
    }
    const call: Call = { method: path.replace('/api/', ''), args: argsOf(raw) };
    calls.push(call);
    const fault = slack.fault(call);
    if (fault && 'retryAfter' in fault) {
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end();
      return;
    }
    const body =
      fault && 'error' in fault ? { ok: false, error: fault.error } : (slack.extra(call) ?? act(call));
    if (fault && 'drop' in fault) {
      request.socket.destroy();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function act({ method, args }: Call): Record<string, unknown> {
    if (method === 'auth.test')
      return { ok: true, user_id: 'UBOT', user: 'registry-medic', bot_id: 'BBOT', team_id: 'T0ACME0001' };
    if (method === 'chat.postMessage') {
      clock += 1;
      const ts = `${Math.floor(clock / 1e6)}.${String(clock % 1e6).padStart(6, '0')}`;
      const thread = args['thread_ts'];
      messages.push({
        ts,
        channel: String(args['channel']),
        ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
        text: String(args['text']),
        blocks: args['blocks'] as unknown[],
        metadata: args['metadata'],
        edits: 0,
      });
      return { ok: true, ts, channel: args['channel'] };
    }
    if (method === 'chat.update') {
      const message = messages.find(({ ts }) => ts === args['ts']);
      if (!message) return { ok: false, error: 'message_not_found' };
      message.text = String(args['text']);
      message.blocks = args['blocks'] as unknown[];
      message.edits += 1;
      return { ok: true, ts: message.ts };
    }
    if (method === 'conversations.replies')
      return {
        ok: true,
        messages: messages.filter((one) => one.ts === args['ts'] || one.thread_ts === args['ts']),
      };
    if (method === 'conversations.history')
      return {
        ok: true,
        messages: messages.filter((one) => one.channel === args['channel'] && !one.thread_ts),
      };
    return { ok: false, error: 'unknown_method' };
  }
  return slack;
}

/** web-api sends forms whose nested values are JSON. */
function argsOf(raw: string): Record<string, unknown> {
  if (raw.startsWith('{')) return JSON.parse(raw) as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(raw));
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}
