/** The demo as a child process, the way `npm run demo -- --headless` starts it, and its scriptable side. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../../src/sandbox/demo.ts', import.meta.url));

export interface Fault {
  readonly id: string;
  readonly subject: string;
  readonly cause: string;
  readonly text: string;
}

export interface Said {
  readonly ts: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
}

export interface Demo {
  readonly url: string;
  readonly process: ChildProcess;
  /** What a terminal needs to work on the same things: paths, passwords, the bot's Redis. */
  readonly env: Readonly<Record<string, string>>;
  faults(): Promise<readonly Fault[]>;
  command(user: string, channel: string, text: string): Promise<void>;
  /** Messages of a channel, or of one of its threads. */
  messages(channel: string, thread?: string): Promise<readonly Said[]>;
}

/** Throws with what it wrote to stderr when it ends before it is ready. */
export async function startDemo(): Promise<Demo> {
  const child = spawn(process.execPath, [DEMO, '--headless', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Redis of its own, whatever else is lent.
    env: { ...process.env, REDIS_URL: '' },
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const died = once(child, 'close').then(([code]) => {
    throw new Error(`the demo ended with ${String(code)}: ${complaints}`);
  });
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), died]);
  died.catch(() => {});
  const { url, env } = JSON.parse(String(line)) as Pick<Demo, 'url' | 'env'>;
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}sandbox/${path}`)).json();
  return {
    url,
    process: child,
    env,
    faults: async () => (await get('faults')) as readonly Fault[],
    command: async (user, channel, text) => {
      const body = JSON.stringify({ user, channel, text });
      const response = await fetch(`${url}sandbox/command`, { method: 'POST', body });
      if (!response.ok) throw new Error(`${text} in ${channel}: ${await response.text()}`);
    },
    messages: async (channel, thread) => {
      const query = new URLSearchParams({ channel, ...(thread === undefined ? {} : { thread_ts: thread }) });
      return ((await get(`messages?${query}`)) as { readonly messages: readonly Said[] }).messages;
    },
  };
}

/** Process ids of everything it started and what those started. */
export function descendants(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): readonly number[] =>
    rows.flatMap(([id = 0, above]) => (above === parent ? [id, ...below(id)] : []));
  return below(pid);
}

/** Whether it still runs; one that has ended and only waits to be counted does not. */
export function runs(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state !== '' && !state.startsWith('Z');
  } catch {
    return false;
  }
}
