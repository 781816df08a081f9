import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Incident } from '../../src/engine/incident.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { NewerFormat } from '../../src/store/format.ts';
import { type IncidentStore, incidentStore } from '../../src/store/incidents.ts';
import { keys } from '../../src/store/keys.ts';
import { describeWith } from '../setup/part.ts';
import { asked, verdict } from '../slack/setup.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

describeWith('redis', 'incidents', () => {
  let part: TestRedis;
  let incidents: IncidentStore;
  beforeAll(async () => {
    part = await startTestRedis(6);
    incidents = incidentStore(part.redis);
  });
  afterAll(() => part.stop());
  const open = async (id: string): Promise<Incident> => {
    const incident = { ...asked, id };
    await incidents.open(incident);
    return incident;
  };

  test('the same id is opened once and lives for 30 days', async () => {
    const incident = { ...asked, id: 'inc-once' };
    expect(await incidents.open(incident)).toBe('opened');
    expect(await incidents.open({ ...incident, askedBy: 'U9' })).toBe('known');
    expect(await incidents.read('inc-once')).toEqual(incident);
    expect(await part.redis.ttl(keys.incident('inc-once'))).toBeGreaterThan(29 * 24 * 3600);
    expect(await incidents.read('inc-none')).toBeNull();
  });

  test.each<[string, Reply]>([
    ['verdict', { kind: 'verdict', verdict }],
    ['status', { kind: 'status', report: { at: verdict.at, ms: 1, from: 'here', registries: [] } }],
    [
      'status-with-fixes',
      {
        kind: 'status',
        report: {
          at: verdict.at,
          ms: 1,
          from: 'here',
          registries: [
            {
              ...{ name: 'h', host: 'h', product: 'harbor', version: null, health: 'degraded' },
              troubles: [
                {
                  ...{ id: 'jobservice', health: 'degraded', says: 'It hangs', cause: 'jobservice-hung' },
                  pull: { image: 'h', cluster: 'prod' },
                  remediations: [{ id: 'restart-jobservice', title: 'Restart', risk: 'medium', ready: true }],
                },
              ],
              notes: [],
              couldNotLook: [],
            },
          ],
        },
      },
    ],
    [
      'choice',
      {
        kind: 'choice',
        says: 'Two',
        options: [{ label: 'a', state: 's', text: 'a', question: asked.question }],
        more: 0,
      },
    ],
    ['refusal', { kind: 'refusal', why: 'not-found', says: 'No', tries: ['x'] }],
    ['help', { kind: 'help', topics: [{ usage: 'u', summary: 's', examples: [], allowed: 'anyone' }] }],
  ])('an answer of kind %s comes back as it was', async (kind, reply) => {
    const incident = await open(`inc-${kind}`);
    const answered: Incident = { ...incident, state: { is: 'answered', reply, at: verdict.at } };
    await incidents.change(incident.id, () => answered);
    expect(await incidents.read(incident.id)).toEqual(answered);
  });

  test('of many changes at once none is lost', async () => {
    await open('inc-race');
    const add = () => incidents.change('inc-race', (one) => ({ ...one, run: one.run + 1 }));
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await incidents.read('inc-race'))?.run).toBe(21);
  });

  test('a change that declines leaves the record, and one of nothing is null', async () => {
    const incident = await open('inc-declined');
    expect(await incidents.change('inc-declined', () => null)).toBeNull();
    expect(await incidents.read('inc-declined')).toEqual(incident);
    expect(await incidents.change('inc-none', (one) => one)).toBeNull();
  });

  test('a record as it was read is changed without reading it again, unless somebody changed it since', async () => {
    await open('inc-from');
    const read = await incidents.read('inc-from');
    if (!read) throw new Error('it was just opened');
    let seen: number[] = [];
    const next = (record: Incident): Incident => {
      seen.push(record.run);
      return { ...record, run: record.run + 1 };
    };
    expect(await incidents.change('inc-from', next, read)).toMatchObject({ run: 2 });
    expect(seen).toEqual([1]);
    seen = [];
    expect(await incidents.change('inc-from', next, read)).toMatchObject({ run: 3 });
    expect(seen).toEqual([1, 2]);
    // One that declines what is old is asked of what stands now.
    const onlyThird = (record: Incident): Incident | null => (record.run === 3 ? next(record) : null);
    expect(await incidents.change('inc-from', onlyThird, read)).toMatchObject({ run: 4 });
    // What was changed here is known as well.
    const changed = await incidents.change('inc-from', next);
    seen = [];
    if (!changed) throw new Error('nothing declines it');
    expect(await incidents.change('inc-from', next, changed)).toMatchObject({ run: 6 });
    expect(seen).toEqual([5]);
    // What was not read here is read.
    expect(await incidents.change('inc-from', next, { ...read })).toMatchObject({ run: 7 });
  });

  test('a record of a newer version is left as it is, not guessed at', async () => {
    const raw = JSON.stringify({ ...asked, version: 2 });
    await part.redis.set(keys.incident('inc-new'), raw);
    await expect(incidents.read('inc-new')).rejects.toThrow(NewerFormat);
    await expect(incidents.change('inc-new', (one) => one)).rejects.toThrow(NewerFormat);
    expect(await part.redis.get(keys.incident('inc-new'))).toBe(raw);
  });

  test('where a person is answered is kept for the half hour Slack takes it', async () => {
    await incidents.keepAnswerUrl('inc-url', 'https://answers.acme.test/1');
    expect(await incidents.answerUrl('inc-url')).toBe('https://answers.acme.test/1');
    expect(await part.redis.ttl(keys.answerUrl('inc-url'))).toBeLessThanOrEqual(1800);
    expect(JSON.stringify(await part.redis.keys('medic:incident:inc-url'))).toBe('[]');
  });
});
