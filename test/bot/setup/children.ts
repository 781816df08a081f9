/** Real processes to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { CHILD_ENV } from '../../setup/child-env.ts';
import { SIGNING_SECRET } from './signed.ts';

export interface Child {
  readonly process: ChildProcess;
  readonly port: number;
  /** Waits until it has printed this. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export async function startChild(of: {
  readonly role: 'bot' | 'worker' | 'all';
  readonly redis: string;
  readonly slack?: string;
  readonly answerMs?: number;
}): Promise<Child> {
  const port = await freePort();
  const slack: Record<string, string> =
    of.slack === undefined
      ? {}
      : { SLACK_API_URL: of.slack, SLACK_BOT_TOKEN: 'xoxb-of-a-test', SLACK_SIGNING_SECRET: SIGNING_SECRET };
  const child = spawn(process.execPath, [fileURLToPath(new URL('./child.ts', import.meta.url))], {
    env: {
      ...slack,
      ...CHILD_ENV,
      REDIS_URL: of.redis,
      REGISTRY_MEDIC_ROLE: of.role,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ANSWER_MS: String(of.answerMs ?? 0),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const lookers = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of lookers) look();
  });
  const gone = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const printed = (text: string): Promise<void> =>
    new Promise((done, failed) => {
      const look = (): void => {
        if (output.includes(text)) done();
      };
      lookers.add(look);
      look();
      void gone.then((code) => failed(new Error(`ended with ${code} before it printed ${text}: ${output}`)));
    });
  await printed('up\n');
  return {
    process: child,
    port,
    printed,
    kill: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}
