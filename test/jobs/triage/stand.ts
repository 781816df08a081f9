/** Triage over a real Redis, with looks that answer what a test says. */
import pino from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { RedisConnection } from '../../../src/clients/redis.ts';
import type { Question } from '../../../src/engine/question.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { type Sighting, targetKey } from '../../../src/engine/sighting.ts';
import type { SweepGroup, SweepReport } from '../../../src/engine/sweep.ts';
import type { Trouble } from '../../../src/engine/trouble.ts';
import type { Verdict } from '../../../src/engine/verdict.ts';
import type { TriageParts } from '../../../src/jobs/triage/parts.ts';
import { triage } from '../../../src/jobs/triage/triage.ts';
import { digestStore } from '../../../src/store/digests.ts';
import { incidentStore } from '../../../src/store/incidents.ts';
import { sightingStore } from '../../../src/store/sightings.ts';
import { troubleStore } from '../../../src/store/troubles.ts';
import { cause, verdict } from '../../slack/setup.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';

const CERT = { key: 'harbor.acme.test', says: 'registry `harbor.acme.test`' };

/** The registry that all of them pull from has an expired certificate. */
export const expired: Verdict = { ...verdict, cause: { ...cause, id: 'tls-expired', root: CERT } };

export interface Stand {
  redis: RedisConnection;
  parts: TriageParts;
  /** What a look answers, by pod; absent: it is well. */
  sick: Map<string, Verdict>;
  /** What a sweep answers. */
  groups: readonly SweepGroup[];
  asked: Question[];
  delivered: string[];
  silentUntil: Date | null;
  roots: Map<string, string>;
  held: number[];
  clock: number;
  told(pod: string, more?: Partial<Sighting>): Sighting;
  tell(...sightings: readonly Sighting[]): Promise<void>;
  open(): Promise<readonly (Trouble | null)[]>;
}

/** Call it inside of a suite: before each test everything is empty again. `database`: see startOwnRedis. */
export function startStand(database: number): Stand {
  let part: TestRedis;
  const at = { told, tell, open } as Stand;
  beforeAll(async () => {
    part = await startTestRedis(database);
    at.redis = part.redis;
  });
  afterAll(() => part.stop());
  beforeEach(async () => {
    await part.redis.flushdb();
    const clock = Date.parse('2026-11-21T02:00:00.000Z');
    const empty = { groups: [], asked: [], delivered: [], silentUntil: null, held: [], clock };
    Object.assign(at, empty, { sick: new Map(), roots: new Map() });
    at.parts = {
      sightings: sightingStore(part.redis),
      troubles: troubleStore(part.redis),
      incidents: incidentStore(part.redis),
      digests: digestStore(part.redis),
      digest: { incidents: 3, minutes: 5 },
      queues: {
        deliver: async ({ incident }) => void at.delivered.push(incident),
        triage: async (_target, _id, when) => void at.held.push(when?.delayMs ?? 0),
      },
      ask: async (question) => answer(question),
      rootsOfPods: async () => at.roots,
      floodTurn: async () => true,
      earlyTurn: async () => true,
      channelsFor: async () => [{ channel: 'C0ALERTS01', mention: null, silentUntil: at.silentUntil }],
      fixedSince: async () => null,
      log: pino({ level: 'silent' }),
      now: () => new Date(at.clock),
    };
  });
  return at;

  function answer(question: Question): Reply {
    at.asked.push(question);
    if (question.kind === 'sweep') return { kind: 'sweep', report: swept() };
    const what = 'what' in question ? (question.what ?? '') : '';
    const found = at.sick.get(what) ?? { ...verdict, outcome: 'healthy', cause: null };
    const subject = { kind: 'pod', cluster: 'prod', namespace: 'shop', name: what } as const;
    return { kind: 'verdict', verdict: { ...found, subject } };
  }

  function swept(): SweepReport {
    const failing = at.groups.reduce((sum, { pods }) => sum + pods, 0);
    const counts = { pods: failing, failing, questions: 1, asked: 1, ms: 1 };
    const when = new Date(at.clock).toISOString();
    return { clusters: ['prod'], namespace: null, ...counts, groups: at.groups, couldNotLook: [], at: when };
  }

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
      at: new Date(at.clock).toISOString(),
      place: null,
      ...more,
    };
  }

  async function tell(...sightings: readonly Sighting[]): Promise<void> {
    for (const one of sightings) await at.parts.sightings.add(one);
    const targets = new Map(sightings.map(({ target }) => [targetKey(target), target]));
    await Promise.all(
      [...targets.values()].map((target) => triage({ target, requestId: 'req-test' }, at.parts)),
    );
  }

  async function open(): Promise<readonly (Trouble | null)[]> {
    const ids = await at.parts.troubles.lately(0);
    return Promise.all(ids.map((id) => at.parts.troubles.read(id)));
  }
}
