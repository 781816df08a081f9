import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import type { Incident } from '../../src/engine/incident.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { type AnswerQuestion, startDiagnoseWorkers, type Workers } from '../../src/jobs/diagnose.ts';
import { createQueues, type Queues } from '../../src/jobs/queues.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { type IncidentStore, incidentStore } from '../../src/store/incidents.ts';
import { eventually } from '../bot/setup/running.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { asked } from './deliver/setup.ts';

const no = (says: string): Reply => ({ kind: 'refusal', why: 'not-found', says, tries: [] });

describeWith('redis', 'a worker', () => {
  let part: RedisPart;
  let redis: RedisConnection;
  let queues: Queues;
  let incidents: IncidentStore;
  let workers: Workers | null = null;
  const delivered: string[] = [];

  beforeAll(async () => {
    part = await startOwnRedis(9);
    redis = await connectRedis(part.url, 'worker', () => {});
    const real = createQueues(redis, [], () => {});
    queues = { ...real, deliver: async ({ incident }) => void delivered.push(incident) };
    incidents = incidentStore(redis);
  });
  afterEach(async () => {
    await workers?.stop(1_000);
    workers = null;
  });
  afterAll(async () => {
    await queues.stop();
    redis.disconnect();
    await part.stop();
  });

  const start = (answer: AnswerQuestion): void => {
    workers = startDiagnoseWorkers([null], {
      redis,
      queues,
      incidents,
      answer,
      log: pino({ level: 'silent' }),
    });
  };
  const open = async (id: string): Promise<Incident> => {
    const incident = { ...asked, id };
    await incidents.open(incident);
    await queues.diagnose(incident);
    return incident;
  };
  const stateOf = async (id: string) => (await incidents.read(id))?.state;

  test('keeps progress, then the answer, and asks for a delivery of each', async () => {
    await open('inc-usual');
    let release = (): void => {};
    start(async (_, report) => {
      report({ steps: [{ id: 'pod', asks: 'reading the pod', state: 'asking' }] });
      await new Promise<void>((done) => {
        release = done;
      });
      return no('nothing');
    });
    await eventually(async () => expect(await stateOf('inc-usual')).toMatchObject({ is: 'working' }));
    release();
    await eventually(async () => expect(await stateOf('inc-usual')).toMatchObject({ is: 'answered' }));
    await eventually(() => expect(delivered.filter((id) => id === 'inc-usual')).toHaveLength(2));
  });

  test('the first answer of a run stays: who was thought dead cannot overwrite it', async () => {
    const incident = await open('inc-late');
    start(async (_, report) => {
      const first: Incident = {
        ...incident,
        state: { is: 'answered', reply: no('the first'), at: incident.runAt },
      };
      await incidents.change(incident.id, () => first);
      report({ steps: [] });
      return no('too late');
    });
    await eventually(() => expect(delivered.filter((id) => id === 'inc-late').length).toBeGreaterThan(0));
    await workers?.stop(1_000);
    expect(await stateOf('inc-late')).toMatchObject({ reply: { says: 'the first' } });
  });

  test('an answer to an earlier run is not taken for the new one', async () => {
    const incident = await open('inc-again');
    start(async () => {
      await incidents.change(incident.id, (one) => ({ ...one, run: 2 }));
      return no('of run one');
    });
    await eventually(() => expect(delivered).toContain('inc-again'));
    await workers?.stop(1_000);
    expect(await incidents.read('inc-again')).toMatchObject({ run: 2, state: { is: 'waiting' } });
  });

  test('what is answered already, or expired, is not asked again', async () => {
    const answered: Incident = {
      ...asked,
      id: 'inc-done',
      state: { is: 'answered', reply: no('done'), at: asked.runAt },
    };
    await incidents.open(answered);
    await queues.diagnose(answered);
    await queues.diagnose({ ...asked, id: 'inc-expired' });
    let asks = 0;
    start(async () => {
      asks += 1;
      return no('again');
    });
    await eventually(() => expect(delivered).toContain('inc-done'));
    await workers?.stop(1_000);
    expect(asks).toBe(0);
  });
});
