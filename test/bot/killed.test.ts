import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type Child, startChild } from './setup/children.ts';
import { type FakeSlack, startFakeSlack } from './setup/fake-slack.ts';
import { eventually } from './setup/running.ts';
import { sendCommand } from './setup/signed.ts';

describeWith('redis', 'processes that are killed', () => {
  let redis: RedisPart;
  let slack: FakeSlack;
  let children: Child[] = [];
  const start = async (of: Omit<Parameters<typeof startChild>[0], 'redis'>): Promise<Child> => {
    const child = await startChild({ redis: redis.url, ...of });
    children.push(child);
    return child;
  };

  beforeAll(async () => {
    redis = await startOwnRedis(2);
  });
  beforeEach(async () => {
    slack = await startFakeSlack();
  });
  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill('SIGKILL')));
    children = [];
    await slack.stop();
  });
  afterAll(() => redis.stop());

  const answers = () => slack.messages.filter(({ thread_ts: thread }) => thread !== undefined);

  test('a worker killed in the middle of a job: another finishes it, and the thread has one verdict', async () => {
    const bot = await start({ role: 'bot', slack: slack.url });
    const first = await start({ role: 'worker', answerMs: 60_000 });
    await sendCommand(bot.port, {
      text: 'why-pull-fails registry.acme.test/shop/cart:1',
      channel_id: 'C-kill',
    });
    await first.printed('answering registry.acme.test/shop/cart:1');
    await eventually(() => expect(JSON.stringify(answers()[0]?.blocks)).toContain('reading the pod'));
    const second = await start({ role: 'worker' });
    const killedAt = Date.now();
    await first.kill('SIGKILL');
    await eventually(() => expect(answers()[0]?.text).toContain(`by ${second.process.pid}`));
    // Some 6 s on a machine of its own; with the queue's own limits it would be 15 to 60.
    expect(Date.now() - killedAt).toBeLessThan(28_000);
    expect(answers()).toHaveLength(1);
    expect(slack.messages).toHaveLength(2);
  });

  test('a bot killed between posting and noting it: the next finds its message and posts no second', async () => {
    let bot: Child | null = null;
    let killed: Promise<unknown> | null = null;
    slack.fault = ({ method, args }) => {
      if (method !== 'chat.postMessage' || args['thread_ts'] === undefined || killed) return null;
      killed = bot?.kill('SIGKILL') ?? null;
      return { drop: 'after-doing' };
    };
    bot = await start({ role: 'bot', slack: slack.url });
    await start({ role: 'worker' });
    await sendCommand(bot.port, {
      text: 'why-pull-fails registry.acme.test/shop/cart:2',
      channel_id: 'C-bot',
    });
    await eventually(() => expect(killed).not.toBeNull());
    await killed;
    expect(answers()).toHaveLength(1);
    await start({ role: 'bot', slack: slack.url });
    // The lost post may already have held the answer, so the look is what shows the next bot at work.
    const looked = (): boolean => slack.calls.some(({ method }) => method === 'conversations.replies');
    await eventually(() => expect(looked()).toBe(true));
    await eventually(() => expect(answers()[0]?.text).toContain('Answered registry.acme.test/shop/cart:2'));
    expect(slack.messages).toHaveLength(2);
  });

  test('on SIGTERM the running job ends first', async () => {
    const bot = await start({ role: 'bot', slack: slack.url });
    const worker = await start({ role: 'worker', answerMs: 1_000 });
    await sendCommand(bot.port, {
      text: 'why-pull-fails registry.acme.test/shop/cart:3',
      channel_id: 'C-term',
    });
    await worker.printed('answering registry.acme.test/shop/cart:3');
    await worker.kill('SIGTERM');
    await eventually(() => expect(answers()[0]?.text).toContain('Answered registry.acme.test/shop/cart:3'));
  });
});
