/** Every press that does nothing gets its answer with its reason: each staged through the bot as Slack delivers it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import { type LockStore, lockStore } from '../../src/store/locks.ts';
import { sendAction } from '../bot/setup/signed.ts';
import { calmPeopleOf, type Message, type People, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;
const GROUP = 'S0ONCALL01';
const [ROSA, TOMO, MINA] = ['U0ROSA0001', 'U0TOMO0001', 'U0MINA0001'];

interface Plan {
  readonly approval: string;
  readonly message: Message;
}

describeWith('redis', 'a press that does nothing', (program) => {
  let stage: Stage;
  let people: People;
  let running: readonly Running[] = [];
  let answers: Server;
  let answersUrl = '';
  let locks: LockStore;
  let closeRedis = (): void => {};
  const told: { readonly id: string; readonly text: string }[] = [];
  let waits: Plan;

  beforeAll(async () => {
    const remediations = {
      enabled: ['set-nearest-tag'],
      approvers: [{ groups: [GROUP] }],
      expireMinutes: 1,
    };
    stage = await startStage(program, { config: { remediations } });
    people = calmPeopleOf(stage.slackUrl, PATIENCE_MS);
    answers = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        told.push({ id: request.url ?? '', text: (JSON.parse(body) as { text: string }).text });
        response.end('ok');
      });
    }).listen(0, '127.0.0.1');
    await once(answers, 'listening');
    answersUrl = `http://127.0.0.1:${(answers.address() as AddressInfo).port}`;
    running = await Promise.all(
      (['bot', 'worker', 'remediator'] as const).map((role) =>
        startMain({ ...stage.env, ...(role === 'bot' ? stage.botEnv : {}), REGISTRY_MEDIC_ROLE: role }),
      ),
    );
    const redis = await connectRedis(stage.redisUrl, 'requests', () => {});
    locks = lockStore(redis);
    closeRedis = () => redis.disconnect();
    waits = await planned('expires');
  });
  afterAll(async () => {
    closeRedis();
    answers?.close();
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    await stage?.stop();
  });

  async function planned(name: string): Promise<Plan> {
    stage.deploy(name);
    const about = `/${name}`;
    await until(PATIENCE_MS, `a pod of ${name}`, async () =>
      stage.cluster.store
        .list('pods', NAMESPACE)
        .some((pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status))),
    );
    await people.ask(`why-pull-fails deployment/${name} -n ${NAMESPACE}`, 'shop', about);
    await people.press('tomo', 'request-fix', about, (all) => shows(all, 'approve-fix', about));
    const message = (await people.messages()).findLast(
      (one) => JSON.stringify(one).includes(about) && JSON.stringify(one).includes('approve-fix'),
    );
    const approval = /"value":"(apr-[a-z0-9]+)"/.exec(JSON.stringify(message?.blocks))?.[1];
    if (!message || approval === undefined) throw new Error(`no plan for ${name}`);
    return { approval, message };
  }

  let presses = 0;
  /** What Slack sends for a press, also on a message as an old screen still shows it; resolves with the answer. */
  async function pressed(user: string | undefined, { approval, message }: Plan, more: object = {}) {
    const id = `/${++presses}`;
    const thread = message.thread_ts ?? message.ts;
    await sendAction(Number(stage.botEnv['PORT']), {
      user: { id: user },
      channel: { id: message.channel },
      container: { message_ts: message.ts, thread_ts: thread },
      actions: [{ type: 'button', action_id: 'approve-fix', block_id: 'b', value: approval }],
      response_url: `${answersUrl}${id}`,
      ...more,
    });
    return async (says: RegExp): Promise<void> => {
      await until(PATIENCE_MS, `an answer like ${says}`, async () =>
        told.some((one) => one.id === id && says.test(one.text)),
      );
    };
  }
  const group = async (...users: readonly string[]): Promise<void> => {
    const body = JSON.stringify({ id: GROUP, users });
    expect((await fetch(new URL('/sandbox/group', stage.slackUrl), { method: 'POST', body })).ok).toBe(true);
  };
  const says = (text: RegExp): Promise<void> =>
    until(PATIENCE_MS, `${text}`, async () => (await people.messages()).some((one) => text.test(one.text)));

  test('who is in no group, who asked, another thread, and what is unknown', async () => {
    const plan = await planned('refused');
    await (await pressed(ROSA, plan))(/not-an-approver/);
    await (await pressed(TOMO, plan))(/self-approval/);
    const elsewhere = { message_ts: '1.2', thread_ts: '1.1' };
    await (await pressed(MINA, plan, { container: elsewhere }))(/wrong-thread/);
    await (await pressed(MINA, { ...plan, approval: 'apr-nothing' }))(/gone/);
    expect(stage.writes('refused')).toBe(0);
  });

  test('taken out of the group since the plan was shown: refused; back in it: counted', async () => {
    const plan = await planned('members');
    await group('tomo');
    await (await pressed(MINA, plan))(/You may not approve this.*can approve it.*not-an-approver/);
    await group('tomo', 'mina');
    await pressed(MINA, plan);
    await says(/\/members.*: Done\./);
    await (await pressed(MINA, plan))(/written already: approved by <@U0MINA0001>.*already-applied/);
    expect(stage.writes('members')).toBe(1);
  });

  test('another fix at work on the same object keeps the yes back, by name; then it counts', async () => {
    const plan = await planned('locked');
    const object = `prod/deployments.apps/${NAMESPACE}/locked`;
    expect(await locks.take([object], waits.approval, 60_000)).toEqual({ taken: 'all' });
    await (await pressed(MINA, plan))(/Another fix is at work on the same object: .*\/expires.*locked/);
    await locks.release([object], waits.approval);
    await pressed(MINA, plan);
    await says(/\/locked.*: Done\./);
  });

  test('one press that Slack delivers three times is one', async () => {
    const plan = await planned('retried');
    const trigger = { trigger_id: 'trigger-retried' };
    await Promise.all([1, 2, 3].map(() => pressed(MINA, plan, trigger)));
    await says(/\/retried.*: Done\./);
    expect(stage.writes('retried')).toBe(1);
    const mine = told.filter(({ id }) => Number(id.slice(1)) > presses - 3);
    expect(mine).toEqual([]);
  });

  test('healed, or changed, since it was shown: a late press is told so', async () => {
    const [well, other] = [await planned('wellagain'), await planned('others')];
    stage.push('wellagain', '1.0.2');
    stage.push('others', '1.0.3');
    await pressed(MINA, well);
    await pressed(MINA, other);
    await says(/\/wellagain.*the fault is gone/);
    await says(/others:1\.0\.3/);
    await (await pressed(MINA, well))(/healed/);
    await (await pressed(MINA, other))(/plan-changed/);
    expect([stage.writes('wellagain'), stage.writes('others')]).toEqual([0, 0]);
  });

  test('nobody said yes in time: the message says so without its buttons, and a late press is told when', async () => {
    await until(90_000, 'the expiry', async () => {
      const now = (await people.messages()).find(({ ts }) => ts === waits.message.ts);
      return /Expired: nobody said yes in time\. Nothing was written\./.test(JSON.stringify(now));
    });
    const now = (await people.messages()).find(({ ts }) => ts === waits.message.ts);
    expect(JSON.stringify(now)).not.toContain('approve-fix');
    await (await pressed(MINA, waits))(/This plan expired .* UTC; nothing was written.*expired/);
    expect(stage.writes('expires')).toBe(0);
  });
});
