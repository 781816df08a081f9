/** A bot, or a bot with a worker, as a process would run it, against a fake Slack and a real Redis. */
import { PassThrough } from 'node:stream';
import { loadConfig } from '../../../src/config.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import type { AnswerQuestion } from '../../../src/jobs/diagnose.ts';
import { createLogger } from '../../../src/log.ts';
import { type StartedProcess, startProcess } from '../../../src/main.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { SIGNING_SECRET } from './signed.ts';

export interface Medic extends StartedProcess {
  readonly port: number;
  /** Log lines so far, parsed. */
  readonly lines: () => readonly Record<string, unknown>[];
}

export async function startMedic(of: {
  readonly redis: string;
  readonly slack: string;
  readonly role: 'all' | 'bot' | 'worker';
  readonly answer: AnswerQuestion;
  readonly env?: Record<string, string>;
}): Promise<Medic> {
  const port = await freePort();
  const sink = new PassThrough();
  let logged = '';
  sink.on('data', (chunk: Buffer) => {
    logged += chunk.toString();
  });
  const config = loadConfig({
    REDIS_URL: of.redis,
    SLACK_API_URL: of.slack,
    SLACK_BOT_TOKEN: 'xoxb-of-a-test',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    REGISTRY_MEDIC_ROLE: of.role,
    PORT: String(port),
    ...of.env,
  });
  const started = await startProcess(config, { log: createLogger('debug', sink), answer: of.answer });
  const lines = () =>
    logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ...started, port, lines };
}

/** Waits until something holds; its last error tells what did not. Patient: on the good path that costs nothing. */
export async function eventually<T>(look: () => T | Promise<T>, ms = 90_000): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 25));
    }
  }
}

export const refusal = (says: string): Reply => ({ kind: 'refusal', why: 'not-found', says, tries: [] });
