/** A workspace and a real Bolt app that is connected to it. */
import type { Server } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { type SandboxSlack, type SlackOptions, startSlack } from '../../../src/sandbox/slack/server.ts';

export const KEYS = {
  signingSecret: 'sandbox-signing-secret',
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
} as const;

export interface Connected {
  readonly slack: SandboxSlack;
  readonly app: App;
  /** Sends to the scriptable side; its status and answer. */
  post(path: string, body: unknown): Promise<{ status: number; answer: Record<string, unknown> }>;
  get(path: string): Promise<Record<string, unknown>>;
  /** Calls the Web API with the bot's token. */
  api(method: string, args: unknown): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

type Given = Partial<SlackOptions>;

/** A workspace with the app connected; `teach` adds listeners before it starts. */
export async function connected(
  mode: 'http' | 'socket',
  teach: (app: App) => void,
  given: Given = {},
): Promise<Connected> {
  return mode === 'http' ? overHttp(teach, given) : overSocket(teach, given);
}

async function overHttp(teach: (app: App) => void, given: Given): Promise<Connected> {
  const port = await freePort();
  const slack = await startSlack({
    ...KEYS,
    events: { url: `http://127.0.0.1:${port}/slack/events` },
    ...given,
  });
  const receiver = new HTTPReceiver({ signingSecret: KEYS.signingSecret, port, logLevel: LogLevel.ERROR });
  const app = appWith(receiver, slack);
  teach(app);
  const server = (await app.start()) as Server;
  return around(slack, app, async () => {
    server.closeAllConnections();
    await app.stop();
  });
}

async function overSocket(teach: (app: App) => void, given: Given): Promise<Connected> {
  const slack = await startSlack({ ...KEYS, ...given });
  const receiver = new SocketModeReceiver({
    appToken: KEYS.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 600,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = appWith(receiver, slack);
  teach(app);
  await app.start();
  return around(slack, app, async () => void (await app.stop()));
}

function appWith(receiver: HTTPReceiver | SocketModeReceiver, slack: SandboxSlack): App {
  return new App({
    token: KEYS.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
}

function around(slack: SandboxSlack, app: App, stop: () => Promise<void>): Connected {
  const both = async (): Promise<void> => {
    await stop();
    await slack.stop();
  };
  return { slack, app, ...doors(slack), stop: both };
}

/** The ways into a workspace without an app. */
export function doors(slack: SandboxSlack): Pick<Connected, 'post' | 'get' | 'api'> {
  return {
    post: async (path, body) => {
      const response = await fetch(new URL(path, slack.url), { method: 'POST', body: JSON.stringify(body) });
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    },
    get: async (path) => (await (await fetch(new URL(path, slack.url))).json()) as Record<string, unknown>,
    api: async (method, args) => {
      const response = await fetch(new URL(method, slack.apiUrl), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEYS.botToken}`,
          'content-type': 'application/json; charset=utf-8',
        },
        body: JSON.stringify(args),
      });
      return (await response.json()) as Record<string, unknown>;
    },
  };
}

/** Waits until `look` finds something; the test's own time limit ends it. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
