import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, type RedisPart } from '../../src/sandbox/parts/redis.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type FakeSlack, startFakeSlack } from './setup/fake-slack.ts';
import { eventually, type Medic, refusal, startMedic } from './setup/running.ts';
import { sendAction, sendCommand, sendEvent } from './setup/signed.ts';

/** A door to Redis that can be shut: connections break and new ones are refused. */
async function startDoor(
  url: string,
): Promise<{ url: string; shut(): Promise<void>; open(): Promise<void> }> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  const open = async (): Promise<void> => {
    server = createServer((near) => {
      const far = createConnection(Number(new URL(url).port), new URL(url).hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await open();
  return {
    url: `redis://127.0.0.1:${port}${new URL(url).pathname}`,
    open,
    async shut() {
      const closing = server;
      closing?.close();
      for (const socket of sockets) socket.destroy();
      if (closing) await once(closing, 'close');
    },
  };
}

describeWith('redis', 'when Redis is away', () => {
  let redis: RedisPart;
  let slack: FakeSlack;
  let medic: Medic;
  let door: Awaited<ReturnType<typeof startDoor>>;

  beforeAll(async () => {
    redis = await startOwnRedis(3);
    slack = await startFakeSlack();
    door = await startDoor(redis.url);
    medic = await startMedic({
      redis: door.url,
      slack: slack.url,
      role: 'all',
      answer: async () => refusal('Answered after all.'),
    });
    await door.shut();
  });
  afterAll(async () => {
    await medic.stop();
    await door.shut();
    await slack.stop();
    await redis.stop();
  });

  const mention = {
    event_id: 'Ev-away',
    event: {
      type: 'app_mention',
      user: 'U1',
      channel: 'C-away',
      ts: '1795.9',
      text: '<@UBOT> why-pull-fails cart:1',
    },
  };

  test('an event is not acknowledged, so that Slack delivers it again; commands and presses wait here', async () => {
    // Slack waits 3 s. The quickest of three tells how long the bot itself does, whatever else is at work here.
    const took: number[] = [];
    for (const _ of [1, 2, 3]) {
      const started = Date.now();
      expect((await sendEvent(medic.port, mention)).status).toBe(500);
      took.push(Date.now() - started);
    }
    expect(Math.min(...took)).toBeLessThan(3_000);
    const command = await sendCommand(medic.port, { text: 'status' });
    expect(command.status).toBe(200);
    expect(JSON.parse(command.text)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/Redis.*keep this.*req-/),
    });
    await sendAction(medic.port, {
      actions: [{ type: 'button', action_id: 'run-again', block_id: 'b', value: 'inc-1.1.0' }],
      response_url: slack.answerUrl('away'),
    });
    await eventually(() => expect(slack.answers[0]?.body['text']).toMatch(/Redis.*no need to press again/));
    expect((await fetch(`http://127.0.0.1:${medic.port}/readyz`)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${medic.port}/healthz`)).status).toBe(200);
    await door.open();
    // The press that was held is worked on without another: its incident is not known here.
    await eventually(() => expect(slack.answers[1]?.body['text']).toMatch(/no longer know|expired|kept/));
    await eventually(async () =>
      expect((await sendEvent(medic.port, mention, { 'x-slack-retry-num': '1' })).status).toBe(200),
    );
    await eventually(() =>
      // The command that was held is answered too, in its own channel.
      expect(slack.messages.map(({ channel, text }) => `${channel} ${text}`).toSorted()).toEqual([
        'C-away Answered after all.',
        'C1 Answered after all.',
      ]),
    );
  });
});

describe('bad configuration', () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const run = async (env: Record<string, string>): Promise<{ code: number | null; says: string }> => {
    const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    let says = '';
    child.stderr.on('data', (chunk: Buffer) => {
      says += chunk.toString();
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, says };
  };
  const token = { SLACK_BOT_TOKEN: 'xoxb-1' };

  test.each([
    [{}, 2, /Set REDIS_URL/],
    [{ REDIS_URL: 'localhost' }, 2, /REDIS_URL/],
    [{ REDIS_URL: 'redis://127.0.0.1:1', REGISTRY_MEDIC_ROLE: 'bot' }, 2, /Set SLACK_BOT_TOKEN/],
    [
      { REDIS_URL: 'redis://127.0.0.1:1', REGISTRY_MEDIC_ROLE: 'bot', ...token },
      2,
      /SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/,
    ],
    [{ REGISTRY_MEDIC_ROLE: 'doctor' }, 2, /REGISTRY_MEDIC_ROLE/],
    [
      {
        REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
        REGISTRY_MEDIC_ROLE: 'bot',
        SLACK_APP_TOKEN: 'xapp-1',
        ...token,
      },
      1,
      /^Redis at 127\.0\.0\.1:1 does not answer: .*ECONNREFUSED/m,
    ],
  ])('%o ends with exit code %i and says what to do', async (env, code, says) => {
    const ended = await run(env);
    expect(ended.says).toMatch(says);
    expect(ended.code).toBe(code);
    expect(ended.says).not.toContain('hunter2');
  });
});
