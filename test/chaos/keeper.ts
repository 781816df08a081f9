import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../bot/setup/running.ts';

/**
 * A Redis that may be killed. With `always` it writes down everything before it answers; with `everysec`, as the
 * chart's own Redis and the default of all others, what it was told shortly before may be lost.
 */
export function keeper(
  program: string,
  folder: string,
  port: number,
  appendFsync: 'always' | 'everysec' = 'always',
) {
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const file = ['--appendonly', 'yes', '--appendfsync', appendFsync, '--save', ''];
    const options = ['--bind', '127.0.0.1', ...file];
    const more = ['--dir', folder, '--maxmemory-policy', 'noeviction'];
    child = spawn(program, ['--port', String(port), ...options, ...more], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await eventually(() => {
      if (!said.includes('Ready to accept connections')) throw new Error('Redis is not ready');
    });
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    if (running?.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  };
  return {
    start,
    async kill() {
      await stop('SIGKILL');
      await start();
    },
    stop: () => stop('SIGTERM'),
  };
}
