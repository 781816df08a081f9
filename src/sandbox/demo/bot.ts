/** The production bot, unchanged: its own process, told everything by its environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const GRACE_MS = 8_000;

export interface Bot {
  /** Where its log goes. */
  readonly log: string;
  /** Resolves when the process ends, with its exit code. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/**
 * Starts it. Only what it needs comes from our environment, so that real Slack tokens that happen to lie
 * there are never used.
 */
export function startBot(env: Readonly<Record<string, string>>, log: string): Bot {
  const own = Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const child = spawn(process.execPath, [MAIN], {
    env: { ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C in the terminal is for us; we stop the bot in its turn.
    detached: true,
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  void ended.then(() => file.end());
  process.once('exit', () => child.kill('SIGKILL'));
  return { log, ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(late);
}
