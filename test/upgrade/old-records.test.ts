/** What Redis held before records and jobs had a number is taken up by this version: read, and worked on to its end. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { approvalStore } from '../../src/store/approvals.ts';
import { auditStore } from '../../src/store/audit.ts';
import { feedbackStore } from '../../src/store/feedback.ts';
import { healthStore } from '../../src/store/health-seen.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { postStore } from '../../src/store/posts.ts';
import { savedCases } from '../../src/store/saved-cases.ts';
import { sightingStore } from '../../src/store/sightings.ts';
import { subscriptionStore } from '../../src/store/subscriptions.ts';
import { troubleStore } from '../../src/store/troubles.ts';
import { type People, peopleOf, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { describeWith } from '../setup/part.ts';
import { type Dump, restore, shifted } from './dump.ts';
import { OLD_WORLD } from './old-world.ts';

const MS = 90_000;
const OLD = ['done', 'open', 'told', 'approved', 'asked', 'alerted'];
const ROLES = ['bot', 'worker', 'remediator'] as const;
const FILE = new URL('fixtures/format-1.json', import.meta.url);

/** As if it had been written a minute ago. */
function oldDump(): Dump {
  const text = readFileSync(FILE, 'utf8');
  const { at } = JSON.parse(text) as { at: string };
  const moved = JSON.parse(shifted(text, Date.now() - 60_000 - Date.parse(at))) as { dump: Dump };
  const { dump } = JSON.parse(text) as { dump: Dump };
  // Its hashes are of its times too.
  const audit = dump['medic:audit'];
  return audit === undefined ? moved.dump : { ...moved.dump, 'medic:audit': audit };
}

describeWith('redis', 'what an older version left', (program) => {
  let stage: Stage;
  let people: People;
  let redis: RedisConnection;
  let dump: Dump;
  let running: readonly Running[] = [];
  beforeAll(async () => {
    stage = await startStage(program, OLD_WORLD);
    people = peopleOf(stage.slackUrl, MS);
    redis = await connectRedis(stage.redisUrl, 'requests', () => {});
    dump = oldDump();
    await restore(redis, dump);
    for (const name of [...OLD, ...ROLES]) stage.deploy(name);
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    redis?.disconnect();
    await stage?.stop();
  });

  const idsOf = (kind: string): readonly string[] =>
    Object.keys(dump).flatMap((key) =>
      key.startsWith(`medic:${kind}:`) ? [key.slice(`medic:${kind}:`.length)] : [],
    );

  test('every record is read as it was', async () => {
    const [incidents, approvals, troubles] = [
      incidentStore(redis),
      approvalStore(redis),
      troubleStore(redis),
    ];
    const answered = await Promise.all(idsOf('incident').map((id) => incidents.read(id)));
    expect(answered.map((one) => one?.state.is).toSorted()).toEqual([
      ...Array(6).fill('answered'),
      'waiting',
    ]);
    const states = await Promise.all(
      idsOf('approval').map(async (id) => (await approvals.read(id))?.state.is),
    );
    expect(states.toSorted()).toEqual(['approved', 'open', 'verified']);
    const trouble = await troubles.read(idsOf('trouble')[0] ?? '');
    expect(trouble).toMatchObject({ root: expect.stringContaining('team/told'), told: 1 });
    expect(await postStore(redis).read(idsOf('posts')[0] ?? '', 'root')).not.toBeUndefined();
    expect((await Array.fromAsync(feedbackStore(redis).all())).map(({ says }) => says)).toEqual(['wrong']);
    expect(await healthStore(redis).read()).toMatchObject({ registries: [{ product: expect.any(String) }] });
    const settings = await subscriptionStore(redis).settings([], new Date());
    expect(settings.length).toBeGreaterThan(0);
    expect((await savedCases(redis).read(idsOf('cases')[0] ?? '')).length).toBe(1);
    const target = idsOf('sightings-of')[0] ?? '';
    expect(await sightingStore(redis).waiting(target, 10)).toHaveLength(1);
    const audit = await auditStore(redis).verify();
    expect(audit).toMatchObject({ whole: true });
    expect((await Array.fromAsync(auditStore(redis).read())).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['requested', 'approved', 'applied', 'verified', 'frozen', 'unfrozen']),
    );
  });

  test('what waited is worked on: a question, an alert, a yes; roles are stopped and started in the middle', async () => {
    const webhookPort = String(await freePort());
    const env = { ...stage.env, AM_TOKEN: 'the-day-sends-this' };
    const ask = async (name: string): Promise<void> => {
      const body = {
        user: 'rosa',
        channel: 'shop',
        text: `/registry why-pull-fails deployment/${name} -n ${NAMESPACE}`,
      };
      // What no bot took Slack does not keep: the person sees its error and types it again.
      await until(MS, `${name} is taken`, async () => {
        const told = await fetch(new URL('/sandbox/command', stage.slackUrl), {
          method: 'POST',
          body: JSON.stringify(body),
        });
        return ((await told.json()) as { readonly ok?: boolean }).ok === true;
      });
    };
    const start = (role: (typeof ROLES)[number]): Promise<Running> =>
      startMain({
        ...env,
        ...(role === 'bot' ? { ...stage.botEnv, WEBHOOK_PORT: webhookPort } : {}),
        REGISTRY_MEDIC_ROLE: role,
      });
    await until(MS, 'pods fail', async () =>
      ['asked', 'alerted', 'approved', ...ROLES].every((name) =>
        stage.cluster.store
          .list('pods', NAMESPACE)
          .some(
            (pod) => pod.metadata.labels?.['app'] === name && /ImagePull/.test(JSON.stringify(pod.status)),
          ),
      ),
    );
    const bot = await start('bot');
    const [worker, remediator] = await Promise.all([start('worker'), start('remediator')]);
    running = [bot, worker, remediator];
    // As a rolling update does: each new process is up before the old one is told to go; the bot's port is one.
    for (const [at, role] of ROLES.entries()) {
      await ask(role);
      const next = role === 'bot' ? null : await start(role);
      expect(await running[at]?.kill('SIGTERM')).toBe(0);
      const stands = next ?? (await start(role));
      running = running.map((one, place) => (place === at ? stands : one));
    }
    const says = async (text: RegExp): Promise<boolean> =>
      (await people.messages()).some((one) => text.test(JSON.stringify(one)));
    for (const name of ['asked', ...ROLES])
      await until(MS, `${name} is answered`, () => says(new RegExp(`team/${name}.*has no tag`, 's')));
    await until(
      MS,
      'the alert is looked at',
      async () => (await redis.keys('medic:sightings-of:*')).length === 0,
    );
    const approvals = approvalStore(redis);
    await until(MS, 'the yes is followed', async () => {
      const all = await Promise.all(idsOf('approval').map((id) => approvals.read(id)));
      return !all.some((one) => one?.state.is === 'approved' || one?.state.is === 'applying');
    });
    expect(await auditStore(redis).verify()).toMatchObject({ whole: true });
    for (const queue of ['diagnose', 'diagnose-prod', 'remediate-prod', 'triage-prod', 'deliver'])
      expect([queue, await redis.zcard(`bull:${queue}:failed`)]).toEqual([queue, 0]);
  }, 400_000);
});
