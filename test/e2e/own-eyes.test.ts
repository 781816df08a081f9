/** Without any alerting: a watch sees pulls fail and get well, through a worker that is killed; replay judges the facts again. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Message, type People, peopleOf, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { CHILD_ENV } from '../setup/child-env.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;
const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

describeWith('redis', 'our own eyes', (redis) => {
  let stage: Stage;
  let people: People;
  let bot: Running;
  let workers: Running[] = [];
  const worker = () => startMain({ ...stage.env, REGISTRY_MEDIC_ROLE: 'worker' });
  beforeAll(async () => {
    const alerts = {
      channels: [{ channel: 'C0ALERT001', clusters: ['prod'] }],
      watch: { clusters: ['prod'] },
      digest: { incidents: 4, minutes: 5 },
    };
    stage = await startStage(redis, { config: { alerts } });
    people = peopleOf(stage.slackUrl, PATIENCE_MS);
    bot = await startMain({ ...stage.env, ...stage.botEnv, REGISTRY_MEDIC_ROLE: 'bot' });
    workers = [await worker(), await worker()];
  }, 90_000);
  afterAll(async () => {
    await Promise.all([bot, ...workers].map((one) => one?.kill('SIGKILL')));
    await stage?.stop();
  });

  const inAlerts = async (): Promise<readonly Message[]> =>
    (await people.messages()).filter(({ channel }) => channel === 'C0ALERT001');
  const roots = async (): Promise<readonly Message[]> =>
    (await inAlerts()).filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts);
  const says = async (text: RegExp): Promise<boolean> =>
    (await inAlerts()).some((one) => text.test(JSON.stringify(one)));
  const runs = async (): Promise<boolean> =>
    stage.cluster.store
      .list('pods', NAMESPACE)
      .every((pod) => JSON.stringify(pod.status).includes('"running"'));
  const cli = (...argv: readonly string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { ...CHILD_ENV, ...stage.env };
      execFile(process.execPath, [CLI, ...argv], { env }, (error, out) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out }),
      );
    });

  test('a pull that fails gets a thread in the channel that wants it, and two workers are one pair of eyes', async () => {
    stage.push('shop', '1.0.1');
    stage.run(['cart', 'checkout'], `${stage.registry}/team/shop:1.0.2`);
    await until(PATIENCE_MS, 'the thread', () => says(/has no tag/));
    await until(PATIENCE_MS, 'both are told of', () => says(/2 affected/));
    expect(await roots()).toHaveLength(1);
  }, 200_000);

  test('what the verdict was reached from is judged again, and people say what they think of it', async () => {
    // The headline is there before the answer with its buttons.
    await until(PATIENCE_MS, 'the buttons', () => says(/wrong-cause/));
    const thread = (await inAlerts()).find((one) => JSON.stringify(one).includes('wrong-cause'));
    const press = JSON.stringify({
      user: 'mina',
      channel: 'alerts',
      message_ts: thread?.ts,
      action_id: 'wrong-cause',
    });
    await fetch(new URL('/sandbox/action', stage.slackUrl), { method: 'POST', body: press });
    await until(PATIENCE_MS, 'it is kept', async () =>
      (await cli('feedback')).out.includes('"says":"wrong"'),
    );
    const [line = '{}'] = (await cli('feedback')).out.trim().split('\n');
    const said = JSON.parse(line) as { incident: string; cause: string; cases: readonly unknown[] };
    expect(said.cause).toBe('tag-not-found');
    expect(said.cases.length).toBeGreaterThan(0);
    const replayed = await cli('replay', said.incident);
    expect(replayed.out).toMatch(/^The same facts lead to the same cause\./);
    expect((await cli('replay', 'inc-0000000000000000')).code).toBe(2);
  }, 200_000);

  test('the pulls get well: the thread says so without anybody telling', async () => {
    stage.push('shop', '1.0.2');
    stage.cluster.retryPulls();
    await until(PATIENCE_MS, 'pods run', runs);
    await until(PATIENCE_MS, 'it is over', () => says(/Resolved after/));
    expect(await roots()).toHaveLength(1);
  }, 200_000);

  test('the worker that watched is killed: the other one sees what fails then', async () => {
    await workers[0]?.kill('SIGKILL');
    stage.push('web', '2.0.0');
    stage.run(['web'], `${stage.registry}/team/web:2.0.1`);
    await until(PATIENCE_MS, 'the second thread', () => says(/team\/web.*has no tag/));
    expect(await roots()).toHaveLength(2);
  }, 200_000);

  test('over four in five minutes the rest are one summary, from which a thread is opened by hand', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of names) {
      stage.push(`flood-${name}`, '1.0.0');
      stage.run([`flood-${name}`], `${stage.registry}/team/flood-${name}:1.0.1`);
    }
    // At least: a look that met a busy machine may have come to no cause, which is a root of its own.
    await until(PATIENCE_MS, 'the summary', () => says(/[4-9] more troubles here/));
    await until(PATIENCE_MS, 'four threads and the summary', async () => (await roots()).length >= 5);
    const threads = (await roots()).length;
    expect(threads).toBe(5);
    const digest = (await roots()).find((one) => JSON.stringify(one).includes('open-trouble:'));
    const action = /"action_id":"(open-trouble:[^"]+)"/.exec(JSON.stringify(digest))?.[1];
    const press = { user: 'mina', channel: 'alerts', message_ts: digest?.ts, action_id: action };
    await fetch(new URL('/sandbox/action', stage.slackUrl), { method: 'POST', body: JSON.stringify(press) });
    await until(PATIENCE_MS, 'its thread', async () => (await roots()).length === threads + 1);
  }, 400_000);
});
