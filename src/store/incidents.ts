/** Incidents in Redis: one JSON document each, changed by compare-and-set, gone after 30 days. */
import type { Redis } from 'ioredis';
import type { Incident } from '../engine/incident.ts';
import { IncidentRecord } from './incident-record.ts';
import { ANSWER_URL_S, INCIDENT_S, keys } from './keys.ts';

/** The document in Redis is not one of ours, or of another version. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

export interface IncidentStore {
  /** Stores a new incident. `known` when the id is taken: the same question, delivered again. */
  open(incident: Incident): Promise<'opened' | 'known'>;
  read(id: string): Promise<Incident | null>;
  /**
   * Changes an incident as long as nobody else changes it meanwhile, else tries again with what they wrote.
   * `change` returns null to leave it; then the answer is null too.
   */
  change(id: string, change: (incident: Incident) => Incident | null): Promise<Incident | null>;
  /** Where a person can be answered although the bot is not in the channel. Kept apart: workers never see it. */
  keepAnswerUrl(id: string, url: string): Promise<void>;
  answerUrl(id: string): Promise<string | null>;
}

/** Sets the key only while it still holds what was read. */
const SWAP = `if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) return 1 else return 0 end`;

/** More rivals than a bot and its workers can be. */
const MOST_TRIES = 50;

export function incidentStore(redis: Redis): IncidentStore {
  const readRaw = (id: string): Promise<string | null> => redis.get(keys.incident(id));
  return {
    async open(incident) {
      const set = await redis.set(keys.incident(incident.id), asJson(incident), 'EX', INCIDENT_S, 'NX');
      return set === null ? 'known' : 'opened';
    },
    async read(id) {
      const raw = await readRaw(id);
      return raw === null ? null : parsed(id, raw);
    },
    async change(id, change) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const raw = await readRaw(id);
        if (raw === null) return null;
        const next = change(parsed(id, raw));
        if (next === null) return null;
        if ((await redis.eval(SWAP, 1, keys.incident(id), raw, asJson(next), INCIDENT_S)) === 1) return next;
      }
      throw new Error(`Changing incident ${id}: others changed it ${MOST_TRIES} times meanwhile`);
    },
    async keepAnswerUrl(id, url) {
      await redis.set(keys.answerUrl(id), url, 'EX', ANSWER_URL_S);
    },
    answerUrl: (id) => redis.get(keys.answerUrl(id)),
  };
}

function asJson(incident: Incident): string {
  return JSON.stringify({ version: 1, ...incident });
}

function parsed(id: string, raw: string): Incident {
  const read = IncidentRecord.safeParse(JSON.parse(raw));
  if (!read.success)
    throw new UnreadableRecord(`Reading incident ${id}: it is not of version 1`, { cause: read.error });
  const { version: _, ...incident } = read.data;
  return incident;
}
