/** What each role writes into its log while Redis is away, and when it is back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { eventually } from '../bot/setup/running.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain, startWorkspace, type Workspace } from './processes-of.ts';

/** Long enough for many tries of every connection. */
const AWAY_MS = 8_000;

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly errors?: number;
}

describeWith('redis', 'the log while Redis is away', (program) => {
  let port: number;
  let redis: ChildProcess;
  let workspace: Workspace;
  const running = new Map<string, Running>();
  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis();
    workspace = await startWorkspace();
    const env = { REDIS_URL: `redis://127.0.0.1:${port}` };
    const { PORT: _, ...slack } = workspace.env;
    const roles = {
      all: slack,
      bot: slack,
      worker: {},
      remediator: {},
      node: { NODE_NAME: 'worker-1', CLUSTER_NAME: 'prod' },
    };
    // One after the other: together they would start slower than any one is waited for.
    for (const [role, more] of Object.entries(roles))
      running.set(role, await startMain({ ...more, ...env, REGISTRY_MEDIC_ROLE: role }));
  }, 180_000);
  afterAll(async () => {
    await Promise.all([...running.values()].map((one) => one.kill('SIGKILL')));
    await workspace?.slack.stop();
    redis?.kill('SIGKILL');
  });

  async function startRedis(): Promise<ChildProcess> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'];
    const child = spawn(program, ['--port', String(port), ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await eventually(() => expect(said).toContain('Ready to accept connections'));
    return child;
  }

  const linesOf = (one: Running, from: number): readonly Line[] =>
    one
      .output()
      .slice(from)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);

  test('one warning at once, one line when it is back', async () => {
    const before = new Map([...running].map(([role, one]) => [role, one.output().length]));
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    await setTimeout(AWAY_MS);
    redis = await startRedis();
    await eventually(() => {
      for (const one of running.values()) expect(one.output()).toContain('Redis is back');
    }, 20_000);
    const said = new Map([...running].map(([role, one]) => [role, linesOf(one, before.get(role) ?? 0)]));
    for (const [role, lines] of said)
      expect(lines, role).toEqual([
        expect.objectContaining({ level: 'warn', msg: 'Redis is away' }),
        expect.objectContaining({ level: 'info', msg: 'Redis is back', errors: expect.any(Number) }),
      ]);
    // What is kept quiet is counted: a worker has several connections and each tries many times.
    expect(said.get('worker')?.[1]?.errors).toBeGreaterThan(10);
  }, 60_000);
});
