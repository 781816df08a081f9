import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readDelivery } from '../../src/bot/delivery.ts';
import { connectRedis } from '../../src/clients/redis.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { inboxStore } from '../../src/store/inbox.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type FakeSlack, startFakeSlack } from './setup/fake-slack.ts';
import { eventually, type Medic, refusal, startMedic } from './setup/running.ts';
import { sendAction, sendCommand, sendEvent, sendShortcut } from './setup/signed.ts';

const mention = (text: string, ts: string, more: Record<string, unknown> = {}) => ({
  event_id: `Ev${ts}`,
  event: { type: 'app_mention', user: 'U1', channel: 'C1', ts, text, ...more },
});

describeWith('redis', 'the bot', () => {
  let redis: RedisPart;
  let slack: FakeSlack;
  let medic: Medic;
  let asked: string[] = [];
  let reply: (what: string) => Promise<Reply> = async (what) => refusal(`No pod is called \`${what}\`.`);

  beforeAll(async () => {
    redis = await startOwnRedis(1);
    slack = await startFakeSlack();
    medic = await startMedic({
      redis: redis.url,
      slack: slack.url,
      role: 'all',
      answer: async (question, report) => {
        const what =
          question.kind === 'pull' ? question.what : question.kind === 'explain' ? question.text : 'status';
        asked.push(what);
        report({ steps: [{ id: 'pod', asks: 'reading the pod', state: 'asking' }] });
        return reply(what);
      },
      env: { REGISTRY_MEDIC_CONFIG: new URL('./setup/two-clusters.yaml', import.meta.url).pathname },
    });
  });
  afterAll(async () => {
    await medic.stop();
    await slack.stop();
    await redis.stop();
  });
  beforeEach(() => {
    slack.messages.length = 0;
    slack.answers.length = 0;
    slack.calls.length = 0;
    slack.fault = () => null;
    asked = [];
    reply = async (what) => refusal(`No pod is called \`${what}\`.`);
  });

  /** `messages`: a command's root and its answer, or the one answer in a thread that was there. */
  const settled = (text: string, messages = 2) =>
    eventually(() => {
      expect(slack.messages).toHaveLength(messages);
      expect(slack.messages.at(-1)?.text).toContain(text);
      expect(slack.messages[0]?.text).toContain(text);
    });

  test('a command gets a root message with its headline and one answer in its thread', async () => {
    const sent = await sendCommand(medic.port, {
      text: 'why-pull-fails “shop/cart-0”',
      channel_id: 'C-root',
    });
    expect(sent).toEqual({ status: 200, text: '' });
    await settled('No pod is called cart-0');
    expect(slack.messages).toHaveLength(2);
    expect(slack.messages[1]).toMatchObject({ channel: 'C-root', thread_ts: slack.messages[0]?.ts });
    expect(JSON.stringify(slack.messages[0]?.blocks)).toContain('asked by <@U1>');
  });

  test('a message shortcut asks what the message means, in its thread, once', async () => {
    const shortcut = {
      callback_id: 'explain_message',
      trigger_id: 'trigger-shortcut',
      message_ts: '1795.000200',
      message: {
        type: 'message',
        ts: '1795.000200',
        text: 'ImagePullBackOff',
        attachments: [{ fields: [{ title: 'Message', value: 'manifest unknown, password=hunter22' }] }],
      },
    };
    const first = await sendShortcut(medic.port, shortcut);
    const again = await sendShortcut(medic.port, shortcut);
    expect([first.status, again.status]).toEqual([200, 200]);
    await settled('manifest unknown', 1);
    expect(slack.messages.map((one) => one.thread_ts)).toEqual(['1795.000200']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('ImagePullBackOff');
    expect(JSON.stringify([asked, slack.messages])).not.toContain('hunter22');
  });

  test('`explain` as a reply reads the message above it', async () => {
    slack.extra = ({ method, args }) =>
      method === 'conversations.replies' && args['ts'] === '1795.000300'
        ? { ok: true, messages: [{ ts: '1795.000300', text: 'toomanyrequests: slow down' }] }
        : null;
    await sendEvent(medic.port, mention('<@UBOT> explain', '1795.000301', { thread_ts: '1795.000300' }));
    await settled('toomanyrequests', 1);
    expect(asked).toEqual(['toomanyrequests: slow down']);
    slack.extra = () => null;
  });

  test('a mention in a thread is answered in that thread, and once, however often Slack delivers it', async () => {
    const event = mention('<@UBOT> why-pull-fails shop/cart-1', '1795.000100', { thread_ts: '1795.000001' });
    const first = await sendEvent(medic.port, event);
    const retry = await sendEvent(medic.port, event, { 'x-slack-retry-num': '1' });
    const again = await sendEvent(medic.port, { ...event, event_id: 'Ev-other' });
    expect([first.status, retry.status, again.status]).toEqual([200, 200, 200]);
    await settled('No pod is called cart-1', 1);
    expect(slack.messages.map((one) => one.thread_ts)).toEqual(['1795.000001']);
    expect(asked).toEqual(['cart-1']);
  });

  test('a mention in the channel that needs no work is answered in its thread', async () => {
    await sendEvent(medic.port, mention('<@UBOT> help', '1795.000700'));
    await eventually(() => expect(slack.messages).toHaveLength(1));
    expect(slack.messages[0]).toMatchObject({ channel: 'C1', thread_ts: '1795.000700' });
  });

  test('what cannot be read is answered to the sender alone, with what to type', async () => {
    await sendCommand(medic.port, {
      text: 'why-pull-fails shop/cart-0 --cluster prd',
      response_url: slack.answerUrl('usage'),
    });
    const answer = await eventually(() => {
      expect(slack.answers).toHaveLength(1);
      return slack.answers[0]?.body;
    });
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(JSON.stringify(answer)).toContain('/registry why-pull-fails shop/cart-0 --cluster prod');
    expect(slack.messages).toEqual([]);
  });

  test('without words it helps', async () => {
    await sendCommand(medic.port, { text: '  ', response_url: slack.answerUrl('help') });
    await eventually(() =>
      expect(JSON.stringify(slack.answers)).toContain('/registry why-pull-fails <'.replace('<', '&lt;')),
    );
  });

  test('a channel it is not in: the asker is told how to invite it and gets the answer alone', async () => {
    slack.fault = ({ method }) => (method === 'chat.postMessage' ? { error: 'not_in_channel' } : null);
    await sendCommand(medic.port, { text: 'why-pull-fails cart-2', response_url: slack.answerUrl('out') });
    await eventually(() => expect(slack.answers).toHaveLength(2));
    expect(slack.answers[0]?.body['text']).toContain('/invite @registry-medic');
    expect(slack.answers[1]?.body['text']).toBe('No pod is called cart-2.');
    expect(slack.messages).toEqual([]);
  });

  test('Run again adds an answer to the thread; a second press meanwhile starts nothing', async () => {
    await sendCommand(medic.port, { text: 'why-pull-fails cart-3', channel_id: 'C-again' });
    await settled('No pod is called cart-3');
    let release = (_: Reply): void => {};
    reply = () =>
      new Promise((done) => {
        release = done;
      });
    const press = {
      channel: { id: 'C-again' },
      actions: [pressedIn(slack.messages[1]?.blocks, 'run-again')],
      response_url: slack.answerUrl('again'),
    };
    await sendAction(medic.port, press);
    await eventually(() => expect(asked).toEqual(['cart-3', 'cart-3']));
    await sendAction(medic.port, press);
    await eventually(() => expect(slack.answers[0]?.body['text']).toContain('looked at just now'));
    release(refusal('It is healed.'));
    await eventually(() => expect(slack.messages[2]?.text).toBe('It is healed.'));
    expect(slack.messages).toHaveLength(3);
    expect(slack.messages[1]?.text).toBe('No pod is called cart-3.');
    expect(asked).toHaveLength(2);
  });

  test('a chosen subject is answered where the choice stood', async () => {
    const option = (what: string) => ({
      label: `shop/${what}`,
      state: 'ImagePullBackOff',
      text: what,
      question: { kind: 'pull' as const, namespace: 'shop', what },
    });
    reply = async (what) =>
      what === 'cart'
        ? {
            kind: 'choice',
            says: 'Two pods match `cart`.',
            options: [option('cart-a'), option('cart-b')],
            more: 0,
          }
        : refusal(`Looked at ${what}.`);
    await sendCommand(medic.port, { text: 'why-pull-fails cart', channel_id: 'C-choice' });
    await settled('Two pods match cart.');
    const button = pressedIn(slack.messages[1]?.blocks, 'choose-subject-1');
    const channel = { id: 'C-choice' };
    await sendAction(medic.port, { channel, actions: [button], response_url: slack.answerUrl('choice') });
    await settled('Looked at cart-b.');
    await sendAction(medic.port, { channel, actions: [button], response_url: slack.answerUrl('choice') });
    await eventually(() => expect(slack.answers[0]?.body['text']).toContain('chosen already'));
    expect(slack.messages).toHaveLength(2);
  });

  test('a diagnosis that fails by our own fault is tried again, then the thread says so', async () => {
    reply = async () => {
      throw new Error('reading the pod: token Bearer abcdefghijkl is odd');
    };
    await sendCommand(medic.port, { text: 'why-pull-fails cart-4', channel_id: 'C-fail' });
    await settled('I failed to answer this: the fault is mine');
    expect(asked).toEqual(['cart-4', 'cart-4']);
    expect(JSON.stringify(slack.messages)).toMatch(/req-[0-9a-f]{16}/);
    expect(JSON.stringify(slack.messages)).not.toContain('is odd');
    expect(JSON.stringify(medic.lines())).not.toContain('abcdefghijkl');
  });

  test('what a bot acknowledged before it died is worked on by the next', async () => {
    const connection = await connectRedis(redis.url, 'requests', () => {});
    const body = {
      type: 'event_callback',
      team_id: 'T0ACME0001',
      ...mention('<@UBOT> why-pull-fails cart-5', '1795.000500'),
    };
    const { key, requestId } = readDelivery(body);
    await inboxStore(connection).put({ key, requestId, body }, Date.now() - 60_000);
    connection.disconnect();
    await eventually(() => expect(slack.messages.at(-1)?.text).toContain('No pod is called cart-5'));
    expect((await sendEvent(medic.port, body)).status).toBe(200);
    expect(asked).toEqual(['cart-5']);
  });

  test('when Slack asks to wait, its time is kept and the last state still comes', async () => {
    let limited = 0;
    slack.fault = ({ method }) => (method === 'chat.update' && limited++ === 0 ? { retryAfter: 1 } : null);
    // Only what was posted before it was answered is edited.
    reply = async (what) => {
      await eventually(() => expect(slack.messages).toHaveLength(2));
      return refusal(`No pod is called \`${what}\`.`);
    };
    const started = Date.now();
    await sendCommand(medic.port, { text: 'why-pull-fails cart-6', channel_id: 'C-limit' });
    await settled('No pod is called cart-6');
    expect(Date.now() - started).toBeGreaterThan(1_000);
    expect(slack.messages).toHaveLength(2);
  });

  test('one request id from the event to the diagnosis, and no token in any line', async () => {
    await sendCommand(medic.port, {
      text: 'why-pull-fails cart-9',
      channel_id: 'C-log',
      token: 'verification-secret',
    });
    await settled('No pod is called cart-9');
    const ids = (msg: string) =>
      medic
        .lines()
        .filter((line) => line['msg'] === msg)
        .map((line) => line['requestId']);
    expect(ids('asked').at(-1)).toMatch(/^req-[0-9a-f]{16}$/);
    await eventually(() => expect(ids('diagnosis ends').at(-1)).toBe(ids('asked').at(-1)));
    expect(JSON.stringify(medic.lines())).not.toMatch(/verification-secret|xoxb-of-a-test/);
  });

  test('a request that is not signed by Slack is refused', async () => {
    const response = await fetch(`http://127.0.0.1:${medic.port}/slack/events`, {
      method: 'POST',
      body: 'command=%2Fregistry&text=status',
    });
    expect(response.status).toBe(401);
    expect(asked).toEqual([]);
  });

  test('it says that it lives and is ready', async () => {
    const [health, ready] = await Promise.all(
      ['/healthz', '/readyz'].map((path) => fetch(`http://127.0.0.1:${medic.port}${path}`)),
    );
    expect([health?.status, ready?.status]).toEqual([200, 200]);
  });
});

/** The button of a message as Slack sends it back. */
function pressedIn(blocks: readonly unknown[] | undefined, action: string): unknown {
  const found = JSON.stringify(blocks).match(new RegExp(`"action_id":"${action}","value":"([^"]+)"`));
  if (!found) throw new Error(`no button ${action} in ${JSON.stringify(blocks)}`);
  return { type: 'button', action_id: action, block_id: 'b', value: found[1] };
}
