/** A bot and two workers, each a process of its own, on a Redis that keeps what it has and goes away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { BOT } from '../../src/sandbox/slack/seeds.ts';
import { eventually } from '../bot/setup/running.ts';
import { sendEvent } from '../bot/setup/signed.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain, startWorkspace, type Workspace } from './processes-of.ts';

describeWith('redis', 'bot and workers apart', (program) => {
  let folder: string;
  let redisPort: number;
  let redis: ChildProcess;
  let registry: Server;
  let host: string;
  let workspace: Workspace;
  let bot: Running;
  let workers: Running[] = [];
  /** Names of the images the registry was asked for, and how long it lets them wait. */
  const asked: string[] = [];
  let slowMs = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'processes-'));
    redisPort = await freePort();
    redis = await startKeeping();
    registry = createServer((request, response) => {
      const name = /\/team\/([^/]+)\/manifests/.exec(request.url ?? '')?.[1];
      if (name) asked.push(name);
      const answer = () => response.writeHead(request.url === '/v2/' ? 200 : 404).end('{}');
      setTimeout(answer, name ? slowMs : 0);
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const network = { allowAddresses: ['127.0.0.0/8'], answerMs: 10_000 };
    const registries = [{ name: 'slow', host, plainHttp: true }];
    await writeFile(join(folder, 'config.yaml'), stringify({ registries, network }));
    workspace = await startWorkspace();
    bot = await startMain({ ...env(), ...workspace.env });
  });
  afterAll(async () => {
    await Promise.all([bot, ...workers].map((one) => one?.kill('SIGKILL')));
    await workspace?.slack.stop();
    registry?.closeAllConnections();
    registry?.close();
    await stopRedis();
    await rm(folder, { recursive: true, force: true });
  });

  const env = (): Record<string, string> => ({
    HOME: folder,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    REGISTRY_MEDIC_CONFIG: join(folder, 'config.yaml'),
  });

  async function startKeeping(): Promise<ChildProcess> {
    const options = ['--bind', '127.0.0.1', '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const more = ['--dir', folder, '--maxmemory-policy', 'noeviction'];
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const child = spawn(program, ['--port', String(redisPort), ...options, ...more], { stdio: [...stdio] });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await eventually(() => expect(said).toContain('Ready to accept connections'));
    return child;
  }

  async function stopRedis(): Promise<void> {
    if (redis?.exitCode !== null) return;
    redis.kill('SIGTERM');
    await once(redis, 'exit');
  }

  async function worker(): Promise<Running> {
    const started = await startMain({ ...env(), REGISTRY_MEDIC_ROLE: 'worker' });
    workers.push(started);
    return started;
  }

  const image = (name: string): string => `${host}/team/${name}:1`;
  const ask = (name: string): Promise<void> => workspace.ask(`why-pull-fails ${image(name)}`);
  /** Answers in threads that speak of this image and are no progress any more. */
  const answers = async (name: string): Promise<number> =>
    (await workspace.replies()).filter(
      (one) =>
        JSON.stringify(one).includes(`team/${name}`) &&
        /does not exist|no repository|no image|not found|cannot|could not/i.test(one.text),
    ).length;
  const answered = (name: string) => eventually(async () => expect(await answers(name)).toBe(1));

  test('a worker killed in the middle: the other ends the job, and there is one verdict', async () => {
    slowMs = 4_000;
    const first = await worker();
    await ask('killed');
    await eventually(() => expect(asked).toContain('killed'));
    await worker();
    await first.kill('SIGKILL');
    slowMs = 0;
    await answered('killed');
    expect(
      (await workspace.replies()).filter((one) => JSON.stringify(one).includes('team/killed')),
    ).toHaveLength(1);
  });

  test('SIGTERM in the middle: the job ends first, by the same worker, and the exit code is 0', async () => {
    await Promise.all(workers.map((one) => one.kill('SIGTERM')));
    workers = [];
    slowMs = 1_500;
    const last = await worker();
    await ask('ended');
    await eventually(() => expect(asked).toContain('ended'));
    expect(await last.kill('SIGTERM')).toBe(0);
    workers = [];
    slowMs = 0;
    await answered('ended');
    await worker();
  });

  test('a mention comes as two events and is delivered again: one answer', async () => {
    const text = `@${BOT.name} why-pull-fails ${image('twice')}`;
    const body = JSON.stringify({ user: 'rosa', channel: 'shop', text });
    const said = await fetch(new URL('/sandbox/message', workspace.slack.url), { method: 'POST', body });
    const { ts, channel } = (await said.json()) as { ts: string; channel: string };
    const event = {
      user: 'U0ROSA0001',
      channel,
      ts,
      text: `<@${BOT.userId}> why-pull-fails ${image('twice')}`,
    };
    for (const type of ['app_mention', 'app_mention', 'message'])
      await sendEvent(
        workspace.botPort,
        { event_id: 'Ev-again', event: { ...event, type } },
        { 'x-slack-retry-num': '1' },
      );
    await answered('twice');
    await ask('next');
    await answered('next');
    expect(await answers('twice')).toBe(1);
  });

  test('Redis goes and comes back: before, after and meanwhile are answered once; who asked meanwhile was told', async () => {
    slowMs = 2_000;
    await ask('before');
    await eventually(() => expect(asked).toContain('before'));
    await stopRedis();
    await ask('during');
    redis = await startKeeping();
    slowMs = 0;
    await eventually(async () => {
      expect((await fetch(`http://127.0.0.1:${workspace.botPort}/readyz`)).status).toBe(200);
    });
    await ask('later');
    await answered('before');
    await answered('later');
    // It was held in the bot's memory until Redis was back, and the person was told so.
    await answered('during');
    expect(await workspace.all()).toMatch(/"ephemerals":\[[^\]]*Redis/);
    expect([await answers('before'), await answers('during'), await answers('later')]).toEqual([1, 1, 1]);
  });
});
