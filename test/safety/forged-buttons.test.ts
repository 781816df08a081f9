/** Button values and modals that are forged, carried elsewhere or sent again, over HTTP and over Socket Mode. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { approvalStore } from '../../src/store/approvals.ts';
import { auditStore } from '../../src/store/audit.ts';
import { incidentStore } from '../../src/store/incidents.ts';
import { type FakeSlack, startFakeSlack } from '../bot/setup/fake-slack.ts';
import { type FakeSocket, startFakeSocket } from '../bot/setup/fake-socket.ts';
import { eventually, type Medic, refusal, startMedic } from '../bot/setup/running.ts';
import { sendAction } from '../bot/setup/signed.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { MODALS, PRESSES } from './button-threats.ts';
import { outcomes } from './outcomes.ts';
import { approvalAt, HERE, incidentAt, THERE } from './pressed-place.ts';

const CONFIG = new URL('./forged-buttons.yaml', import.meta.url).pathname;
let sent = 0;

const pressedHere = (answerUrl: string): object => ({
  channel: { id: HERE.place.channel },
  container: { message_ts: '1.3', thread_ts: HERE.place.thread },
  response_url: answerUrl,
});

describeWith('redis', 'forged presses', () => {
  const table = outcomes('Forged and replayed button values', 'over', 'told', 'changed');

  describe.each(['HTTP', 'Socket Mode'] as const)('over %s', (door) => {
    let redis: RedisPart;
    let store: Redis;
    let slack: FakeSlack;
    let socket: FakeSocket;
    let medic: Medic;

    beforeAll(async () => {
      redis = await startOwnRedis(door === 'HTTP' ? 2 : 3);
      store = new Redis(redis.url);
      slack = await startFakeSlack();
      socket = await startFakeSocket();
      slack.extra = ({ method }) =>
        method === 'apps.connections.open' ? { ok: true, url: socket.url } : null;
      for (const place of [HERE, THERE]) {
        await incidentStore(store).open(incidentAt(place));
        await approvalStore(store).open(approvalAt(place));
      }
      medic = await startMedic({
        redis: redis.url,
        slack: slack.url,
        role: 'bot',
        // Whatever is asked stays in the queues, where it is counted.
        answer: async () => refusal('nobody works here'),
        env: {
          REGISTRY_MEDIC_CONFIG: CONFIG,
          ...(door === 'HTTP' ? {} : { SLACK_APP_TOKEN: 'xapp-of-a-test' }),
        },
      });
      if (door !== 'HTTP') await socket.connected();
    });
    afterAll(async () => {
      store?.disconnect();
      await medic?.stop();
      socket.stop();
      await slack.stop();
      await redis.stop();
    });

    const TEAM = 'T0ACME0001';
    async function deliver(body: Record<string, unknown>): Promise<string> {
      const id = `press-${++sent}`;
      const payload = {
        type: 'block_actions',
        team: { id: TEAM },
        user: { id: 'U0NAMED01', team_id: TEAM },
        trigger_id: id,
        // A modal is sent from nowhere: it carries where it was opened.
        ...(body['type'] === 'view_submission' ? {} : pressedHere(slack.answerUrl(id))),
        ...body,
      };
      if (door === 'HTTP') await sendAction(medic.port, payload);
      else socket.send({ type: 'interactive', envelope_id: id, accepts_response_payload: false, payload });
      return id;
    }
    /** What a press could have changed: questions worked on, plans asked for or answered, jobs, what is audited. */
    const changed = async (): Promise<string> => {
      const approvals = approvalStore(store);
      const states = await Promise.all(
        [HERE, THERE].map(async ({ approval, incident }) => {
          const one = await approvals.read(approval);
          const run = (await incidentStore(store).read(incident))?.run;
          return `${one?.state.is}/${one?.yes.length}/${run}/${(await approvals.ofIncident(incident)).length}`;
        }),
      );
      const audited = await Array.fromAsync(auditStore(store).read());
      const done = audited.filter(({ what }) => what !== 'refused').length;
      const queued = (await store.keys('*')).filter((key) =>
        /(diagnose|remediate)[^:]*:(wait|prioritized|delayed)$/.test(key),
      );
      return [...states, queued.length, done].join(' ');
    };
    const UNTOUCHED = 'open/0/1/1 open/0/1/1 0 0';
    const toldTo = (id: string): string =>
      slack.answers
        .filter(({ path }) => path === id)
        .map(({ body }) => String(body['text']))
        .join(' ');

    test.each(PRESSES)('$name', async ({ name, body, told }) => {
      const id = await deliver(body);
      const says = await eventually(() => {
        expect(toldTo(id)).toMatch(told);
        return toldTo(id);
      });
      const state = await changed();
      const code = /\b(not-an-approver|self-approval|wrong-thread|gone)\b/.exec(says)?.[1];
      table.note(name, door, code ?? says.slice(0, 40), state === UNTOUCHED ? 'nothing' : state);
      expect(state).toBe(UNTOUCHED);
    });

    test.each(MODALS)('$name', async ({ name, body }) => {
      await deliver(body);
      await new Promise((done) => setTimeout(done, 250));
      const state = await changed();
      table.note(name, door, 'refused', state === UNTOUCHED ? 'nothing' : state);
      expect(state).toBe(UNTOUCHED);
    });

    test('of another workspace: nothing is done and nobody is told', async () => {
      const [press] = PRESSES;
      const them = { team: { id: 'T0THEM' }, user: { id: 'U0NAMED01', team_id: 'T0THEM' } };
      const id = await deliver({ ...press?.body, ...them });
      await new Promise((done) => setTimeout(done, 300));
      table.note('approve: from another workspace', door, toldTo(id) || 'nobody', 'nothing');
      expect([toldTo(id), await changed()]).toEqual(['', UNTOUCHED]);
    });

    test('a true press, sent five times, counts once', async () => {
      const body = {
        trigger_id: 'one-true-press',
        actions: [{ type: 'button', action_id: 'approve-fix', block_id: 'b', value: HERE.approval }],
      };
      for (let times = 0; times < 5; times++) await deliver(body);
      const approval = await eventually(async () => {
        const one = await approvalStore(store).read(HERE.approval);
        expect(one?.yes).toHaveLength(1);
        return one;
      });
      // It is written after it was counted.
      const yes = await eventually(async () => {
        const audited = await Array.fromAsync(auditStore(store).read());
        const found = audited.filter(({ what }) => what === 'approved').length;
        expect(found).toBeGreaterThan(0);
        return found;
      });
      table.note('approve: a true press sent five times', door, 'counted', `${yes} yes`);
      expect([yes, approval?.yes.map(({ user }) => user)]).toEqual([1, ['U0NAMED01']]);
    });
  });
});
