import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type FakeSlack, startFakeSlack } from './setup/fake-slack.ts';
import { type FakeSocket, startFakeSocket } from './setup/fake-socket.ts';
import { eventually, type Medic, refusal, startMedic } from './setup/running.ts';

describeWith('redis', 'Socket Mode', () => {
  let redis: RedisPart;
  let slack: FakeSlack;
  let socket: FakeSocket;
  let medic: Medic;

  beforeAll(async () => {
    redis = await startOwnRedis(4);
    slack = await startFakeSlack();
    socket = await startFakeSocket();
    slack.extra = ({ method }) => (method === 'apps.connections.open' ? { ok: true, url: socket.url } : null);
    medic = await startMedic({
      redis: redis.url,
      slack: slack.url,
      role: 'all',
      answer: async () => refusal('Answered over the socket.'),
      env: { SLACK_APP_TOKEN: 'xapp-of-a-test' },
    });
    await socket.connected();
  });
  afterAll(async () => {
    await medic.stop();
    socket.stop();
    await slack.stop();
    await redis.stop();
  });

  test('it is used when both tokens are set, and the log says so', () => {
    expect(
      medic
        .lines()
        .map(({ msg }) => String(msg))
        .join('\n'),
    ).toContain('both set: Socket Mode is used');
  });

  test('an envelope is acknowledged and answered; delivered again it is acknowledged only', async () => {
    const envelope = {
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: {
        command: '/registry',
        text: 'why-pull-fails cart:1',
        user_id: 'U1',
        team_id: 'T0ACME0001',
        channel_id: 'C-socket',
        trigger_id: 'one-trigger',
      },
    };
    socket.send({ ...envelope, envelope_id: 'e1' });
    await eventually(() => {
      expect(slack.messages).toHaveLength(2);
      expect(slack.messages.at(-1)?.text).toBe('Answered over the socket.');
    });
    socket.send({ ...envelope, envelope_id: 'e2' });
    await eventually(() => expect(socket.acknowledged.map((ack) => ack.envelope_id)).toEqual(['e1', 'e2']));
    await eventually(() => expect(slack.messages[0]?.text).toBe('Answered over the socket.'));
    expect(slack.messages).toHaveLength(2);
  });

  test('it is ready while it is connected, on its own port', async () => {
    expect((await fetch(`http://127.0.0.1:${medic.port}/readyz`)).status).toBe(200);
  });
});
