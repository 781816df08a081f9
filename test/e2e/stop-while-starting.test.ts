/** SIGTERM while a process starts: it ends with code 0 and leaves nothing behind, whatever it is waiting for. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { eventually } from '../bot/setup/running.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Takes connections and never says anything; `met` tells that somebody came. */
async function silent(server: Server): Promise<{ port: number; met: () => boolean; stop(): void }> {
  let isMet = false;
  server.on('connection', (socket) => {
    isMet = true;
    socket.on('error', () => {});
    sockets.add(socket);
  });
  const sockets = new Set<{ destroy(): void }>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    met: () => isMet,
    stop: () => {
      for (const one of sockets) one.destroy();
      server.close();
    },
  };
}

function start(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  });
}

/** Within the grace of thirty seconds, on a busy machine; one that waits to its end ends with another code than 0. */
const PROMPT_MS = 25_000;

/** Told to stop, it ends with code 0; after how many milliseconds. */
async function ended(child: ChildProcess): Promise<number> {
  const told = Date.now();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  return Date.now() - told;
}

describeWith('redis', 'SIGTERM while starting', () => {
  let redis: { readonly url: string; stop(): Promise<void> };
  beforeAll(async () => {
    redis = await startOwnRedis(4);
  });
  afterAll(() => redis.stop());

  test('a worker that waits for a Redis that says nothing', async () => {
    const mute = await silent(createServer());
    const worker = start({
      REGISTRY_MEDIC_ROLE: 'worker',
      REDIS_URL: `redis://127.0.0.1:${mute.port}`,
      PORT: String(await freePort()),
    });
    await eventually(() => expect(mute.met()).toBe(true));
    expect(await ended(worker)).toBeLessThan(PROMPT_MS);
    mute.stop();
  });

  test('all roles, whose bot waits for a Slack that says nothing: the worker beside it lets go of its queues', async () => {
    const mute = await silent(createHttpServer());
    const all = start({
      REGISTRY_MEDIC_ROLE: 'all',
      REDIS_URL: redis.url,
      PORT: String(await freePort()),
      SLACK_BOT_TOKEN: 'xoxb-of-a-test',
      SLACK_SIGNING_SECRET: 'a-signing-secret-of-a-test',
      SLACK_API_URL: `http://127.0.0.1:${mute.port}/api/`,
    });
    await eventually(() => expect(mute.met()).toBe(true));
    expect(await ended(all)).toBeLessThan(PROMPT_MS);
    const connection = await connectRedis(redis.url, 'requests', () => {});
    expect(
      String(await connection.call('CLIENT', 'LIST'))
        .split('\n')
        .filter(Boolean),
    ).toHaveLength(1);
    connection.disconnect();
    mute.stop();
  });
});
