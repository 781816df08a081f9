import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../bot/setup/running.ts';

/** A Redis that writes down everything before it answers, so that it may be killed. */
export function keeper(program: string, folder: string, port: number) {
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const options = ['--bind', '127.0.0.1', '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
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
