/** The production bot and its workers as processes of their own, beside the sandbox's Slack. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { type SandboxSlack, startSlack } from '../../src/sandbox/slack/server.ts';
import { eventually } from '../bot/setup/running.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { KEYS } from '../sandbox/slack/setup.ts';
import { CHILD_ENV } from '../setup/child-env.ts';

const ACK_MS = 30_000;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  /** All it wrote so far, logs and complaints. */
  output(): string;
  /** Resolves with its exit code. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Workspace {
  readonly slack: SandboxSlack;
  readonly botPort: number;
  /** What the bot's process needs to speak with it. */
  readonly env: Readonly<Record<string, string>>;
  /** What a person types after /registry, in #shop or elsewhere. */
  ask(text: string, channel?: string): Promise<void>;
  /** Everything Slack holds, and every call the bot made, as JSON. */
  all(): Promise<string>;
  /** Replies in all threads. */
  replies(): Promise<readonly { readonly text: string }[]>;
}

/** A workspace whose events go to a port where a bot is to be started. */
export async function startWorkspace(): Promise<Workspace> {
  const botPort = await freePort();
  const events = { url: `http://127.0.0.1:${botPort}/slack/events` };
  // Slack's own 3 s are tried elsewhere; here a bot that a busy machine holds up shall not lose what was asked.
  const slack = await startSlack({ ...KEYS, signingSecret: SIGNING_SECRET, events, ackMs: ACK_MS });
  const get = async (path: string): Promise<string> => (await fetch(new URL(path, slack.url))).text();
  return {
    slack,
    botPort,
    env: {
      SLACK_BOT_TOKEN: KEYS.botToken,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      PORT: String(botPort),
      REGISTRY_MEDIC_ROLE: 'bot',
    },
    ask: async (text, channel = 'shop') => {
      const body = JSON.stringify({ user: 'rosa', channel, text });
      const response = await fetch(new URL('/sandbox/command', slack.url), { method: 'POST', body });
      if (!response.ok) throw new Error(await response.text());
    },
    all: async () => `${await get('/sandbox/state')}${await get('/sandbox/calls')}`,
    replies: async () => {
      const { messages } = JSON.parse(await get('/sandbox/state')) as {
        messages: readonly { ts: string; thread_ts?: string; text: string }[];
      };
      return messages.filter(({ ts, thread_ts: thread }) => thread !== undefined && thread !== ts);
    },
  };
}

// A hook that fails half-way knows nothing of what it has started.
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `src/main.ts` and waits until it is ready. */
export async function startMain(env: Readonly<Record<string, string>>): Promise<Running> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: { ...CHILD_ENV, ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const gone = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
    const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
    if (status !== 200) throw new Error(`not ready: ${status} ${output}`);
  }, 120_000);
  return {
    process: child,
    port: Number(port),
    output: () => output,
    kill: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}
