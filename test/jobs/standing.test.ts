import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import { loadConfig } from '../../src/config.ts';
import { serveHealth } from '../../src/jobs/serve-health.ts';
import { standingOf, standingOfAll } from '../../src/jobs/standing.ts';
import { createLogger } from '../../src/log.ts';
import { type StartedProcess, startProcess } from '../../src/main.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { type FakeSlack, startFakeSlack } from '../bot/setup/fake-slack.ts';
import { eventually, refusal } from '../bot/setup/running.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { makeNodeRoot, type NodeRoot } from '../setup/node-root.ts';
import { describeWith } from '../setup/part.ts';

describeWith('redis', '/healthz and /readyz of each role', (program) => {
  let port: number;
  let server: ChildProcess;
  let slack: FakeSlack;
  let node: NodeRoot;
  let started: StartedProcess | null = null;

  const redisUrl = (): string => `redis://127.0.0.1:${port}`;
  const start = async (): Promise<void> => {
    server = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await eventually(() => expect(said).toContain('Ready to accept connections'));
  };
  const away = async (): Promise<void> => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };

  beforeAll(async () => {
    port = await freePort();
    await start();
    slack = await startFakeSlack();
    node = await makeNodeRoot({ '/etc/resolv.conf': 'nameserver 127.0.0.1\n' });
  });
  afterEach(async () => {
    await started?.stop();
    started = null;
  });
  afterAll(async () => {
    await slack.stop();
    await node.remove();
    await away();
  });

  test.each(['all', 'bot', 'worker', 'remediator', 'node'])('%s', async (role) => {
    const health = await freePort();
    const config = loadConfig({
      REDIS_URL: redisUrl(),
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: 'xoxb-of-a-test',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      REGISTRY_MEDIC_ROLE: role,
      NODE_NAME: 'node-1',
      ...(role === 'node' ? { CLUSTER_NAME: 'prod' } : {}),
      NODE_ROOT: node.path,
      PORT: String(health),
    });
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${health}${path}`);
      return { status: response.status, says: (await response.text()).trim() };
    };
    started = await startProcess(config, {
      log: createLogger('fatal'),
      answer: async () => refusal('Nobody asks.'),
    });
    expect(await ask('/readyz')).toEqual({ status: 200, says: 'ready' });
    await away();
    await eventually(async () =>
      expect(await ask('/readyz')).toEqual({ status: 503, says: expect.stringMatching(/Redis/) }),
    );
    // A restart brings no Redis back.
    expect(await ask('/healthz')).toEqual({ status: 200, says: 'ok' });
    await start();
    await eventually(async () => expect(await ask('/readyz')).toEqual({ status: 200, says: 'ready' }));
    expect((await ask('/elsewhere')).status).toBe(404);
  });

  test('a Redis that keeps the connection and says nothing is not ready', async () => {
    const redis = await connectRedis(redisUrl(), 'worker', () => {});
    const standing = standingOf(redis, []);
    server.kill('SIGSTOP');
    expect(await standing.notReady()).toMatch(/no answer to PING/);
    server.kill('SIGCONT');
    await eventually(async () => expect(await standing.notReady()).toBeNull());
    redis.disconnect();
  });

  test('a queue worker that no longer runs is named, and only a restart mends it', async () => {
    const redis = await connectRedis(redisUrl(), 'worker', () => {});
    const workers = ['one', 'other'].map((name) => new Worker(name, async () => {}, { connection: redis }));
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    const standing = standingOf(redis, workers);
    expect(standing.ended()).toBeNull();
    await workers[1]?.close();
    expect(standing.ended()).toBe('queue workers do not run: other');
    const health = await freePort();
    const server = await serveHealth(health, standingOfAll([standingOf(redis, []), standing]));
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(`http://127.0.0.1:${health}${path}`);
      expect([response.status, await response.text()]).toEqual([503, 'queue workers do not run: other\n']);
    }
    server.stop();
    await workers[0]?.close();
    redis.disconnect();
  });
});
