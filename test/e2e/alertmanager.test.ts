/** A real Alertmanager fires, groups, repeats and resolves, into the channel and at the webhook: one incident. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import type { Trouble } from '../../src/engine/trouble.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { incomingWebhook } from '../../src/sandbox/slack/incoming.ts';
import { troubleStore } from '../../src/store/troubles.ts';
import { type Message, type People, peopleOf, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { type Alertmanager, type FiredAlert, startAlertmanager } from '../setup/alertmanager.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;
const TOKEN = 'alertmanager-sends-this';

describeWith('redis', 'with Redis', (redis) => {
  describeWith('alertmanager', 'Alertmanager', (program) => {
    let stage: Stage;
    let people: People;
    let alertmanager: Alertmanager;
    let running: readonly Running[] = [];
    beforeAll(async () => {
      const alerts = {
        channels: [{ channel: 'C0ALERT001' }],
        webhooks: [{ name: 'prod', kind: 'alertmanager', auth: { bearer: { tokenEnv: 'AM_TOKEN' } } }],
      };
      stage = await startStage(redis, { config: { alerts } });
      people = peopleOf(stage.slackUrl, PATIENCE_MS);
      const webhookPort = String(await freePort());
      const env = { ...stage.env, AM_TOKEN: TOKEN };
      running = await Promise.all([
        startMain({ ...env, ...stage.botEnv, REGISTRY_MEDIC_ROLE: 'bot', WEBHOOK_PORT: webhookPort }),
        startMain({ ...env, REGISTRY_MEDIC_ROLE: 'worker' }),
      ]);
      alertmanager = await startAlertmanager(program, {
        name: 'medic',
        slack_configs: [
          {
            api_url: incomingWebhook(stage.slackUrl.origin, 'B0ALERT001', 'alerts'),
            channel: '#alerts',
            send_resolved: true,
          },
        ],
        webhook_configs: [
          {
            url: `http://127.0.0.1:${webhookPort}/webhooks/prod`,
            send_resolved: true,
            http_config: { authorization: { type: 'Bearer', credentials: TOKEN } },
          },
        ],
      });
    }, 90_000);
    afterAll(async () => {
      await alertmanager?.stop();
      await Promise.all(running.map((one) => one.kill('SIGKILL')));
      await stage?.stop();
    });

    const troubles = async (): Promise<readonly Trouble[]> => {
      const connection = await connectRedis(stage.redisUrl, 'requests', () => {});
      const store = troubleStore(connection);
      const read = await Promise.all((await store.lately(0)).map((id) => store.read(id)));
      connection.disconnect();
      return read.filter((one) => one !== null);
    };
    const ours = async (): Promise<readonly Message[]> =>
      (await people.messages()).filter((one) => 'bot_profile' in one);
    const alertOf = (pod: string): FiredAlert => ({
      labels: {
        alertname: 'KubePodImagePullBackOff',
        cluster: 'prod',
        namespace: NAMESPACE,
        pod,
        severity: 'warning',
      },
      annotations: { summary: `Pod ${NAMESPACE}/${pod} cannot pull its image` },
    });
    let alerts: readonly FiredAlert[] = [];

    test('pods behind one missing tag are one incident, through the channel and the webhook', async () => {
      const names = ['cart', 'checkout', 'search'];
      stage.push('shop', '1.0.1');
      stage.run(names, `${stage.registry}/team/shop:1.0.2`);
      const pods = (): readonly string[] =>
        stage.cluster.store
          .list('pods', NAMESPACE)
          .filter((pod) => /ErrImagePull|ImagePullBackOff/.test(JSON.stringify(pod.status)))
          .map((pod) => pod.metadata.name);
      await until(PATIENCE_MS, 'three pods that fail', async () => pods().length === names.length);
      alerts = pods().map(alertOf);
      await alertmanager.fire(alerts);
      await until(PATIENCE_MS, 'three affected', async () => (await troubles())[0]?.affectedCount === 3);
      expect(await troubles()).toMatchObject([{ cause: 'tag-not-found', state: 'open', affectedCount: 3 }]);
    }, 300_000);

    test('repeats change nothing: no message more', async () => {
      // What the first telling brings is said: the thread, and a link from the channel's message to the webhook's.
      let before = -1;
      await until(PATIENCE_MS, 'nothing more is said', async () => {
        const now = (await ours()).length;
        const same = now === before;
        before = now;
        await new Promise((done) => setTimeout(done, 1_500));
        return same;
      });
      await alertmanager.fire(alerts);
      await new Promise((done) => setTimeout(done, 5_000));
      expect(await troubles()).toHaveLength(1);
      expect((await ours()).length).toBe(before);
    }, 300_000);

    test('resolved by Alertmanager and seen to be well: the headline turns green, once', async () => {
      stage.push('shop', '1.0.2');
      stage.cluster.retryPulls();
      await until(PATIENCE_MS, 'pods run', async () =>
        stage.cluster.store
          .list('pods', NAMESPACE)
          .every((pod) => JSON.stringify(pod.status).includes('"running"')),
      );
      await alertmanager.resolve(alerts);
      await until(PATIENCE_MS, 'it is over', async () => (await troubles())[0]?.state === 'resolved');
      const says = async (): Promise<string> => JSON.stringify(await ours());
      await until(PATIENCE_MS, 'the thread says so', async () => /Resolved after/.test(await says()));
      expect((await troubles())[0]?.healed).toEqual({ by: 'alert' });
      await new Promise((done) => setTimeout(done, 2_000));
      const ends = (await ours()).filter(({ text }) => /^Resolved after/.test(text));
      expect(ends).toHaveLength(1);
    }, 300_000);
  });
});
