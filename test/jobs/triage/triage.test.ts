import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Question } from '../../../src/engine/question.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { type Sighting, targetKey } from '../../../src/engine/sighting.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import { lookAgain } from '../../../src/jobs/triage/close.ts';
import { earlyIncident } from '../../../src/jobs/triage/early.ts';
import type { TriageParts } from '../../../src/jobs/triage/parts.ts';
import { triage } from '../../../src/jobs/triage/triage.ts';
import { digestStore } from '../../../src/store/digests.ts';
import { incidentStore } from '../../../src/store/incidents.ts';
import { sightingStore } from '../../../src/store/sightings.ts';
import { troubleStore } from '../../../src/store/troubles.ts';
import { describeWith } from '../../setup/part.ts';
import { cause, verdict } from '../../slack/setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';

/** Every look takes longer than people wait for a sign. */
function slowly(parts: TriageParts): TriageParts {
  return {
    ...parts,
    async ask(question) {
      await wait(1_800);
      return parts.ask(question);
    },
  };
}

const CERT = { key: 'harbor.acme.test', says: 'registry `harbor.acme.test`' };

describeWith('redis', 'triage', () => {
  let part: TestRedis;
  let parts: TriageParts;
  /** What a look answers, by pod; absent: it is well. */
  let sick: Map<string, Verdict>;
  let asked: Question[];
  let delivered: string[];
  let silentUntil: Date | null;
  let roots: Map<string, string>;
  let held: number[];
  let clock: number;
  beforeAll(async () => {
    part = await startTestRedis(12);
  });
  afterAll(() => part.stop());
  beforeEach(async () => {
    await part.redis.flushdb();
    sick = new Map();
    asked = [];
    delivered = [];
    silentUntil = null;
    roots = new Map();
    held = [];
    clock = Date.parse('2026-11-21T02:00:00.000Z');
    parts = {
      sightings: sightingStore(part.redis),
      troubles: troubleStore(part.redis),
      incidents: incidentStore(part.redis),
      digests: digestStore(part.redis),
      digest: { incidents: 3, minutes: 5 },
      queues: {
        deliver: async ({ incident }) => void delivered.push(incident),
        triage: async (_target, _id, when) => void held.push(when?.delayMs ?? 0),
      },
      ask: async (question): Promise<Reply> => {
        asked.push(question);
        const what = 'what' in question ? (question.what ?? '') : '';
        return {
          kind: 'verdict',
          verdict: sick.get(what) ?? { ...verdict, outcome: 'healthy', cause: null },
        };
      },
      rootsOfPods: async () => roots,
      floodTurn: async () => true,
      earlyTurn: async () => true,
      channelsFor: async () => [{ channel: 'C0ALERTS01', mention: null, silentUntil }],
      fixedSince: async () => null,
      log: pino({ level: 'silent' }),
      now: () => new Date(clock),
    };
  });

  const expired: Verdict = { ...verdict, cause: { ...cause, id: 'tls-expired', root: CERT } };

  function told(pod: string, more: Partial<Sighting> = {}): Sighting {
    const status = more.status ?? 'firing';
    return {
      id: `am-${pod}-${status}-${more.at ?? ''}`.replace(/[^A-Za-z0-9_-]/g, ''),
      source: 'alertmanager',
      alert: `fp-${pod}`,
      status,
      alertname: 'KubePodNotReady',
      severity: 'warning',
      target: { cluster: 'prod', namespace: 'shop', pod },
      says: null,
      at: new Date(clock).toISOString(),
      place: null,
      ...more,
    };
  }

  async function tell(...sightings: readonly Sighting[]): Promise<void> {
    for (const one of sightings) await parts.sightings.add(one);
    const targets = new Map(sightings.map(({ target }) => [targetKey(target), target]));
    await Promise.all(
      [...targets.values()].map((target) => triage({ target, requestId: 'req-test' }, parts)),
    );
  }

  const open = async () => {
    const ids = await parts.troubles.lately(0);
    return Promise.all(ids.map((id) => parts.troubles.read(id)));
  };

  test('forty pods behind one certificate are one trouble, told at the same moment or not', async () => {
    const pods = Array.from({ length: 40 }, (_, at) => `cart-${at}`);
    for (const pod of pods) sick.set(pod, expired);
    await tell(...pods.slice(0, 20).map((pod) => told(pod)));
    await tell(...pods.slice(20).map((pod) => told(pod)));
    const troubles = await open();
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ affectedCount: 40, told: 40, state: 'open', cause: 'tls-expired' });
    expect(new Set(delivered).size).toBe(1);
  });

  test('the same alert delivered again is neither counted nor looked at again', async () => {
    sick.set('cart-0', expired);
    const alert = told('cart-0');
    await tell(alert);
    const looks = asked.length;
    await tell(alert);
    expect(asked).toHaveLength(looks);
    expect((await open())[0]).toMatchObject({ told: 1, affectedCount: 1 });
  });

  test('another alert of a pod that is known to suffer is counted without a look', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    const looks = asked.length;
    await tell(told('cart-0', { id: 'am-cart-0-other', alert: 'fp-other' }));
    expect(asked).toHaveLength(looks);
    expect((await open())[0]).toMatchObject({ told: 2, affectedCount: 1 });
  });

  test('an alert in another channel is led to the thread, once for each channel', async () => {
    sick.set('cart-0', expired);
    sick.set('cart-1', expired);
    const at = (channel: string, ts: string) => ({ place: { channel, ts }, source: 'slack' as const });
    await tell(told('cart-0', at('C0HOME', '1.0')));
    await tell(told('cart-1', { id: 'sl-cart-1-a-1', ...at('C0OTHER', '2.0') }));
    await tell(told('cart-1', { id: 'sl-cart-1-b-1', alert: 'm2', ...at('C0OTHER', '3.0') }));
    const [trouble] = await open();
    expect(trouble?.home).toEqual({ channel: 'C0HOME', ts: '1.0' });
    expect(trouble?.links).toEqual([{ channel: 'C0OTHER', ts: '2.0' }]);
  });

  test('resolved by its alert and well when looked at: over', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    sick.clear();
    clock += 19 * 60_000;
    await tell(told('cart-0', { status: 'resolved' }));
    expect((await open())[0]).toMatchObject({ state: 'resolved', healed: { by: 'alert' } });
  });

  test('resolved by its alert but still sick when looked at: it stays open and says so', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    await tell(told('cart-0', { status: 'resolved' }));
    const [trouble] = await open();
    expect(trouble?.state).toBe('open');
    expect(trouble?.timeline.at(-1)?.what).toBe('disputed');
  });

  test('without any word of its alerts our own look finds that it is over', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    await lookAgain(parts, () => false);
    expect((await open())[0]?.state).toBe('open');
    sick.clear();
    clock += 31_000;
    await lookAgain(parts, () => false);
    expect((await open())[0]).toMatchObject({ state: 'resolved', healed: { by: 'own-look' } });
  });

  test('a fix of ours is named as what healed it', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    sick.clear();
    clock += 31_000;
    const fixed = { ...parts, fixedSince: async () => ({ title: 'Restart nginx', approvers: ['U1'] }) };
    await lookAgain(fixed, () => false);
    expect((await open())[0]?.healed).toEqual({ by: 'fix', title: 'Restart nginx', approvers: ['U1'] });
  });

  test('back within the hour it goes on in the same thread; later it is a new one', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    const heal = async () => {
      sick.clear();
      clock += 31_000;
      await lookAgain(parts, () => false);
    };
    await heal();
    sick.set('cart-0', expired);
    clock += 30 * 60_000;
    await tell(told('cart-0', { at: 'second' }));
    expect(await open()).toMatchObject([{ state: 'open', again: 1 }]);
    await heal();
    sick.set('cart-0', expired);
    clock += 61 * 60_000;
    await tell(told('cart-0', { at: 'third' }));
    expect((await open()).map((one) => one?.state)).toEqual(['open', 'resolved']);
  });

  test('what works is told in its alert’s thread and opens no trouble; a webhook’s is told to nobody', async () => {
    await tell(told('web-0', { place: { channel: 'C0HOME', ts: '9.0' }, source: 'slack' }));
    await tell(told('web-1'));
    expect(await open()).toEqual([]);
    expect(delivered).toHaveLength(1);
    expect((await parts.incidents.read(delivered[0] ?? ''))?.place).toEqual({
      channel: 'C0HOME',
      thread: '9.0',
    });
  });

  test('in quiet hours it waits for their end, and is looked at then', async () => {
    sick.set('cart-0', expired);
    silentUntil = new Date(clock + 3_600_000);
    await tell(told('cart-0'));
    expect([asked.length, held, delivered]).toEqual([0, [3_600_000], []]);
    silentUntil = null;
    await triage({ target: told('cart-0').target, requestId: 'r' }, parts);
    expect(await open()).toHaveLength(1);
  });

  test('what is resolved before the quiet hours end is told to nobody', async () => {
    sick.set('cart-0', expired);
    silentUntil = new Date(clock + 3_600_000);
    await tell(told('cart-0'));
    await tell(told('cart-0', { status: 'resolved' }));
    expect([await open(), delivered]).toEqual([[], []]);
  });

  test('over three in five minutes the rest are summed up in one message', async () => {
    const pods = Array.from({ length: 8 }, (_, at) => `cart-${at}`);
    for (const pod of pods)
      sick.set(pod, {
        ...verdict,
        cause: { ...cause, root: { key: `harbor.acme.test/${pod}:1`, says: pod } },
      });
    for (const pod of pods) await tell(told(pod));
    const digests = (await open()).map((one) => one?.summed?.digest ?? null);
    expect(digests.filter((one) => one === null)).toHaveLength(3);
    expect(new Set(digests.filter((one) => one !== null)).size).toBe(1);
    const digest = await digestStore(part.redis).read(digests.find((one) => one) ?? '');
    expect(digest?.troubles).toHaveLength(5);
  });

  test('in a flood one sweep tells whose root is known, and those are not looked at', async () => {
    const pods = Array.from({ length: 100 }, (_, at) => `cart-${at}`);
    for (const pod of pods) {
      sick.set(pod, expired);
      roots.set(`shop/${pod}`, 'tls-expired harbor.acme.test');
    }
    for (const pod of pods) await parts.sightings.add(told(pod));
    for (const pod of pods) await triage({ target: told(pod).target, requestId: 'r' }, parts);
    expect(await open()).toMatchObject([{ affectedCount: 100, told: 100 }]);
    expect(asked.length).toBeLessThan(10);
    expect(await parts.sightings.targetsWaiting('prod')).toBe(0);
  });

  test('in a flood what is silenced waits as well, though its root is known', async () => {
    sick.set('cart-0', expired);
    await tell(told('cart-0'));
    const pods = Array.from({ length: 10 }, (_, at) => `web-${at}`);
    for (const pod of pods) roots.set(`shop/${pod}`, 'tls-expired harbor.acme.test');
    for (const pod of pods) await parts.sightings.add(told(pod));
    silentUntil = new Date(clock + 3_600_000);
    await triage({ target: told('web-0').target, requestId: 'r' }, parts);
    expect(await open()).toMatchObject([{ affectedCount: 1, told: 1 }]);
    expect(await parts.sightings.targetsWaiting('prod')).toBe(10);
  });

  test('a look that takes long has its thread at once, and ends in it', async () => {
    sick.set('cart-0', expired);
    const slow = slowly(parts);
    const alert = told('cart-0', { place: { channel: 'C0HOME', ts: '1.0' }, source: 'slack' });
    await parts.sightings.add(alert);
    const looking = triage({ target: alert.target, requestId: 'r' }, slow);
    await wait(1_700);
    expect(delivered).toHaveLength(1);
    expect((await parts.incidents.read(delivered[0] ?? ''))?.state.is).toBe('working');
    await looking;
    expect(new Set(delivered).size).toBe(1);
    expect(await parts.incidents.read(delivered[0] ?? '')).toMatchObject({ state: { is: 'answered' } });
    expect((await open())[0]?.incident).toBe(delivered[0]);
  });

  test('a thread that was opened early and proves to be a known trouble leads to it', async () => {
    sick.set('cart-0', expired);
    sick.set('cart-1', expired);
    await tell(told('cart-0', { place: { channel: 'C0HOME', ts: '1.0' }, source: 'slack' }));
    const slow = slowly(parts);
    const alert = told('cart-1', { place: { channel: 'C0HOME', ts: '2.0' }, source: 'slack' });
    await parts.sightings.add(alert);
    await triage({ target: alert.target, requestId: 'r' }, slow);
    const [trouble] = await open();
    expect(trouble?.affectedCount).toBe(2);
    expect(trouble?.links).toEqual([]);
    const early = await parts.incidents.read(earlyIncident({ channel: 'C0HOME', ts: '2.0' }));
    expect(early).toMatchObject({ trouble: trouble?.id, state: { is: 'answered' } });
  });

  test('two causes are two troubles', async () => {
    sick.set('cart-0', expired);
    sick.set('cart-1', {
      ...verdict,
      cause: { ...cause, id: 'tag-not-found', root: { key: 'harbor.acme.test/a:1', says: 'a' } },
    });
    await tell(told('cart-0'), told('cart-1'));
    expect((await open()).map((one) => one?.cause).toSorted()).toEqual(['tag-not-found', 'tls-expired']);
  });

  test('a worker that dies before it is done leaves everything to the next one', async () => {
    sick.set('cart-0', expired);
    const dying = {
      ...parts,
      troubles: { ...parts.troubles, open: () => Promise.reject(new Error('killed')) },
    };
    const alert = told('cart-0');
    await parts.sightings.add(alert);
    await expect(triage({ target: alert.target, requestId: 'r' }, dying)).rejects.toThrow('killed');
    await triage({ target: alert.target, requestId: 'r' }, parts);
    expect(await open()).toHaveLength(1);
  });
});
