/** A dump dropped into the bot's direct messages: taken by the bot, diagnosed by a worker, answered in its thread. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { type StartedProcess, startProcess } from '../../src/main.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { type SandboxSlack, startSlack } from '../../src/sandbox/slack/server.ts';
import { doors, eventually, KEYS } from '../sandbox/slack/setup.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart-0', namespace: 'shop', uid: 'u-1', creationTimestamp: '2026-03-01T02:50:00Z' },
  spec: { nodeName: 'worker-3', containers: [{ name: 'web', image: IMAGE }] },
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'web',
        image: IMAGE,
        imageID: '',
        state: {
          waiting: {
            reason: 'ErrImagePull',
            message: `failed to resolve reference "${IMAGE}": failed to do request: Head "https://registry.acme.test/v2/shop/cart/manifests/1.8.2": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-01T02:59:00Z is after 2026-02-20T00:00:00Z`,
          },
        },
      },
    ],
  },
};

describeWith('redis', 'a dropped file', () => {
  let redis: RedisPart;
  let slack: SandboxSlack;
  let medic: StartedProcess;
  beforeAll(async () => {
    redis = await startOwnRedis(9);
    slack = await startSlack(KEYS);
    const env = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: KEYS.botToken,
      SLACK_APP_TOKEN: KEYS.appToken,
      REDIS_URL: redis.url,
      PORT: String(await freePort()),
    };
    medic = await startProcess(loadConfig(env), { log: createLogger('silent') });
  });
  afterAll(async () => {
    await medic.stop();
    await slack.stop();
    await redis.stop();
  });

  const drop = async (name: string, text: string, words = '') => {
    const content = Buffer.from(text).toString('base64');
    const { answer } = await doors(slack).post('/sandbox/file', {
      user: 'rosa',
      channel: 'D0MEDIC001',
      name,
      content,
      text: words,
    });
    const ts = String(answer['ts']);
    return eventually(async () => {
      const at = `/sandbox/messages?channel=D0MEDIC001&thread_ts=${ts}`;
      const { messages } = await doors(slack).get(at);
      const texts = (messages as { text: string; user?: string }[]).slice(1).map((one) => one.text);
      return texts.find((one) => /certificate|Redis|holds neither|expired|waits? for an image/i.test(one));
    });
  };

  test('objects without words: the failing pull and its cause', { timeout: 90_000 }, async () => {
    expect(await drop('pods.yaml', stringify(pod))).toMatch(/pods\.yaml: 1 pod waits for an image/);
  });

  test('objects with a verb: that question', { timeout: 90_000 }, async () => {
    expect(await drop('pods.yaml', stringify(pod), 'why-pull-fails shop/cart-0')).toMatch(
      /certificate.*expired/i,
    );
  });

  test('a log: its causes', { timeout: 90_000 }, async () => {
    const line =
      '2026-03-01T02:59:30Z [ERROR] [/lib/cache/redis.go:9]: dial tcp: lookup redis: MISCONF Redis is configured to save RDB snapshots\n';
    expect(await drop('core.log', line.repeat(3))).toMatch(/Redis/);
  });
});
