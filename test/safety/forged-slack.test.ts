/** Requests over HTTP that Slack did not send, or sent long ago, or sent for others: nothing is kept, nothing is done. */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { type FakeSlack, startFakeSlack } from '../bot/setup/fake-slack.ts';
import { eventually, type Medic, refusal, startMedic } from '../bot/setup/running.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { outcomes } from './outcomes.ts';

const FORM = 'application/x-www-form-urlencoded';
const now = (): number => Math.floor(Date.now() / 1000);
let commands = 0;
const command = (fields: Record<string, string> = {}): string =>
  new URLSearchParams({
    command: '/registry',
    text: 'why-pull-fails shop/cart-0',
    user_id: 'U1',
    team_id: 'T0ACME0001',
    channel_id: 'C1',
    trigger_id: `trigger-${++commands}`,
    ...fields,
  }).toString();

interface Request {
  readonly body: string;
  readonly time?: number | string;
  /** Signs in place of Slack. */
  readonly secret?: string;
  /** Instead of what was signed. */
  readonly sent?: string;
  readonly version?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly method?: string;
}

describeWith('redis', 'requests that claim to be from Slack', () => {
  const table = outcomes('Forged and replayed requests of Slack (HTTP)', 'answered', 'worked on');
  let redis: RedisPart;
  let reader: Redis;
  let slack: FakeSlack;
  let medic: Medic;
  let asked = 0;

  beforeAll(async () => {
    redis = await startOwnRedis(6);
    reader = new Redis(redis.url);
    slack = await startFakeSlack();
    medic = await startMedic({
      redis: redis.url,
      slack: slack.url,
      role: 'all',
      answer: async () => {
        asked += 1;
        return refusal('Looked.');
      },
    });
  });
  afterAll(async () => {
    reader.disconnect();
    await medic.stop();
    await slack.stop();
    await redis.stop();
  });
  beforeEach(() => {
    asked = 0;
  });

  async function send({ body, secret = SIGNING_SECRET, version = 'v0', ...more }: Request): Promise<number> {
    const time = more.time ?? now();
    const signature = createHmac('sha256', secret).update(`${version}:${time}:${body}`).digest('hex');
    const headers = {
      'content-type': FORM,
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': `${version}=${signature}`,
      ...more.headers,
    };
    const kept = Object.entries(headers).filter((one): one is [string, string] => one[1] !== undefined);
    const response = await fetch(`http://127.0.0.1:${medic.port}/slack/events`, {
      method: more.method ?? 'POST',
      headers: kept,
      ...(more.method === 'GET' ? {} : { body: more.sent ?? body }),
    });
    return response.status;
  }
  /** What is kept of deliveries and questions. */
  const kept = async (): Promise<number> =>
    (await reader.keys('*')).filter((key) => /\b(inbox|incident):/.test(key)).length;

  test.each<[string, Request, number]>([
    ['no signature', { body: command(), headers: { 'x-slack-signature': undefined } }, 401],
    ['no timestamp', { body: command(), headers: { 'x-slack-request-timestamp': undefined } }, 401],
    ['an empty signature', { body: command(), headers: { 'x-slack-signature': '' } }, 401],
    ['signed with another secret', { body: command(), secret: 'guessed' }, 401],
    ['signed with an empty secret', { body: command(), secret: '' }, 401],
    ['version v1', { body: command(), version: 'v1' }, 401],
    ['a signature cut short', { body: command(), headers: { 'x-slack-signature': 'v0=' } }, 401],
    ['the body altered', { body: command(), sent: command({ text: 'freeze' }) }, 401],
    ['the user altered', { body: command(), sent: command({ user_id: 'UADMIN' }) }, 401],
    ['five minutes and a second old', { body: command(), time: now() - 302 }, 401],
    ['five minutes and some ahead', { body: command(), time: now() + 330 }, 401],
    ['an hour ahead', { body: command(), time: now() + 3_600 }, 401],
    ['a timestamp that is no number', { body: command(), time: 'soon' }, 401],
    ['ssl_check with a command behind it', { body: `ssl_check=1&${command()}`, secret: 'guessed' }, 200],
    ['signed, for another workspace', { body: command({ team_id: 'T0THEM' }) }, 200],
    [
      'signed, for another organisation',
      { body: command({ team_id: 'T0THEM', enterprise_id: 'E0THEM' }) },
      200,
    ],
    [
      'a body that is no JSON, signed',
      { body: '{"type":', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['a body above 1 MiB', { body: command({ text: 'x'.repeat(1_100_000) }) }, 413],
    ['GET', { body: '', method: 'GET' }, 404],
  ])('%s', async (threat, request, status) => {
    const before = await kept();
    const answered = await send(request);
    await new Promise((done) => setTimeout(done, 60));
    table.note(threat, answered, asked);
    expect({ answered, asked, kept: await kept() }).toEqual({ answered: status, asked: 0, kept: before });
    expect(slack.messages).toEqual([]);
  });

  test('the same signed request twice, and with another signature time, is worked on once', async () => {
    const body = command();
    const time = now() - 60;
    const statuses = [await send({ body, time }), await send({ body, time }), await send({ body })];
    await eventually(() => expect(slack.messages).toHaveLength(2));
    await new Promise((done) => setTimeout(done, 200));
    table.note('replayed twice', statuses.join(' '), asked);
    expect([statuses, asked, slack.messages.length]).toEqual([[200, 200, 200], 1, 2]);
  });

  test('our own organisation is ours, also from a workspace shared with us', async () => {
    const event = {
      type: 'event_callback',
      event_id: 'Ev-shared',
      team_id: 'T0THEM',
      context_team_id: 'T0ACME0001',
      event: { type: 'app_mention', user: 'U1', channel: 'C9', ts: '1795.9', text: '<@UBOT> status' },
    };
    const headers = { 'content-type': 'application/json' };
    expect(await send({ body: JSON.stringify(event), headers })).toBe(200);
    await eventually(() => expect(asked).toBe(1));
  });

  test('a body that trickles in is cut, and the port answers others meanwhile', async () => {
    const started = performance.now();
    const slow = new Promise<string>((done) => {
      let said = '';
      const socket = connect(medic.port, '127.0.0.1', () =>
        socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 90000\r\n\r\n'),
      );
      const drip = setInterval(() => socket.write('x'), 200);
      socket.on('data', (chunk) => {
        said += String(chunk);
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        done(said.split('\r\n', 1)[0] ?? '');
      });
    });
    expect((await fetch(`http://127.0.0.1:${medic.port}/healthz`)).status).toBe(200);
    const said = await slow;
    const seconds = (performance.now() - started) / 1000;
    table.note('one byte each 200 ms', `${said.slice(9, 12) || 'cut'} after ${Math.round(seconds)} s`, 0);
    expect(seconds).toBeLessThan(60);
  });

  test('what was refused is in the log, without secrets', () => {
    const logged = JSON.stringify(medic.lines());
    expect(logged).toContain('for another workspace');
    expect(logged).toMatch(/s ahead/);
    expect(logged).not.toContain(SIGNING_SECRET);
  });
});
