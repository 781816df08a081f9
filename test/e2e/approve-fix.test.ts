/** Approvals through Slack as people press them: who may, who may not, all at once, frozen, rejected, taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import { auditStore } from '../../src/store/audit.ts';
import { calmPeopleOf, type Message, type People, shows, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;

describeWith('redis', 'a fix in Slack', (program) => {
  let stage: Stage;
  let people: People;
  let running: readonly Running[] = [];
  beforeAll(async () => {
    stage = await startStage(program);
    people = calmPeopleOf(stage.slackUrl, PATIENCE_MS);
    running = await Promise.all(
      (['bot', 'worker', 'remediator'] as const).map((role) =>
        startMain({ ...stage.env, ...(role === 'bot' ? stage.botEnv : {}), REGISTRY_MEDIC_ROLE: role }),
      ),
    );
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    await stage?.stop();
  });

  const has = (text: RegExp) => async (): Promise<boolean> =>
    (await people.messages()).some((one) => text.test(JSON.stringify(one)));
  /** What this person alone was told, in a plan's thread or in the channel. */
  const whispers = async (user: string, plan?: Message): Promise<string> => {
    const thread = plan ? `&thread_ts=${plan.thread_ts ?? plan.ts}` : '';
    const url = new URL(`/sandbox/messages?channel=shop&user=${user}${thread}`, stage.slackUrl);
    const { messages } = (await (await fetch(url)).json()) as {
      messages: readonly { visible_to?: string }[];
    };
    return JSON.stringify(messages.filter((one) => one.visible_to !== undefined));
  };

  /** A broken Deployment, asked about, its plan on the table. */
  async function planned(name: string): Promise<Message> {
    stage.deploy(name);
    await until(PATIENCE_MS, `a pod of ${name}`, async () =>
      stage.cluster.store
        .list('pods', NAMESPACE)
        .some((pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status))),
    );
    const about = `/${name}`;
    await people.ask(`why-pull-fails deployment/${name} -n ${NAMESPACE}`, 'shop', about);
    await people.press('rosa', 'request-fix', about, (all) => shows(all, 'approve-fix', about));
    const plan = (await people.messages()).findLast(
      (one) => JSON.stringify(one).includes(about) && JSON.stringify(one).includes('approve-fix'),
    );
    if (!plan) throw new Error(`no plan for ${name}`);
    return plan;
  }

  const press = async (user: string, plan: Message, action: string): Promise<void> => {
    const body = { user, channel: plan.channel, message_ts: plan.ts, action_id: action };
    await fetch(new URL('/sandbox/action', stage.slackUrl), { method: 'POST', body: JSON.stringify(body) });
  };
  const audit = async () => {
    const redis = await connectRedis(stage.redisUrl, 'requests', () => {});
    const records = await Array.fromAsync(auditStore(redis).read());
    redis.disconnect();
    return records;
  };

  test('who asked may not approve it; of fifty presses in the same moment one counts', async () => {
    const plan = await planned('races');
    await press('rosa', plan, 'approve-fix');
    await until(PATIENCE_MS, 'a refusal', async () => /not-an-approver/.test(await whispers('rosa', plan)));
    expect(stage.writes('races')).toBe(0);
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => press(at % 2 === 0 ? 'tomo' : 'mina', plan, 'approve-fix')),
    );
    await until(PATIENCE_MS, 'the end', has(/\/races.*: Done\./));
    expect(stage.writes('races')).toBe(1);
    const records = await audit();
    const approval = records.find(({ says }) => says.includes('/races'))?.approval;
    const mine = records.filter((one) => one.approval === approval);
    const done = mine.map(({ what }) => what).filter((what) => what !== 'refused');
    expect(done).toEqual(['requested', 'approved', 'applying', 'applied', 'verified']);
    // Every press got its answer: one was counted, the others were told why not.
    await until(PATIENCE_MS, 'forty-nine answers', async () => {
      const told = `${await whispers('tomo', plan)}${await whispers('mina', plan)}`;
      return (told.match(/`(being-applied|already-applied|approved-already)`/g)?.length ?? 0) >= 49;
    });
  });

  test('what is done can be taken back, by its own yes', async () => {
    const about = '/races';
    await people.press('rosa', 'undo-fix', about, (all) => shows(all, 'approve-fix', about));
    await people.press('mina', 'approve-fix', about, (all) => !shows(all, 'approve-fix', about));
    await until(PATIENCE_MS, 'the way back', has(/Set the image back[^"]*: Done\. Taken back/));
    expect(stage.writes('races')).toBe(2);
  });

  test('frozen: a yes is refused, everybody sees why, and an approver lifts it', async () => {
    const plan = await planned('frozen');
    await fetch(new URL('/sandbox/command', stage.slackUrl), {
      method: 'POST',
      body: JSON.stringify({ user: 'rosa', channel: 'shop', text: '/registry freeze release night' }),
    });
    // The plan that waits says so itself, before anybody presses in vain.
    await until(
      PATIENCE_MS,
      'the freeze on the plan',
      has(/\*Writes are frozen\* by <@U0ROSA0001>: release night/),
    );
    await press('tomo', plan, 'approve-fix');
    await until(PATIENCE_MS, 'a refusal', async () => /Writes are frozen/.test(await whispers('tomo', plan)));
    expect(stage.writes('frozen')).toBe(0);
    await fetch(new URL('/sandbox/command', stage.slackUrl), {
      method: 'POST',
      body: JSON.stringify({ user: 'tomo', channel: 'shop', text: '/registry unfreeze' }),
    });
    await until(PATIENCE_MS, 'the thaw', async () => /allowed again/.test(await whispers('tomo')));
    await press('tomo', plan, 'approve-fix');
    await until(PATIENCE_MS, 'the end', has(/\/frozen.*: Done\./));
    expect(stage.writes('frozen')).toBe(1);
  });

  test('healed meanwhile: the yes is taken, nothing is written', async () => {
    const plan = await planned('healed');
    stage.push('healed', '1.0.2');
    await press('tomo', plan, 'approve-fix');
    await until(PATIENCE_MS, 'the end', has(/\/healed.*the fault is gone/));
    expect(stage.writes('healed')).toBe(0);
  });

  test('changed meanwhile: the new plan is shown for a new yes', async () => {
    const plan = await planned('changed');
    stage.push('changed', '1.0.3');
    await press('tomo', plan, 'approve-fix');
    await until(PATIENCE_MS, 'the new plan', has(/changed:1\.0\.3/));
    expect(stage.writes('changed')).toBe(0);
    const about = 'team/changed';
    await people.press('mina', 'approve-fix', about, (all) => !shows(all, 'approve-fix', about));
    await until(PATIENCE_MS, 'the end', has(/changed:1\.0\.3[^"]*: Done\./));
    expect(stage.writes('changed')).toBe(1);
  });
});
