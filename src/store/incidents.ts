/** Incidents in Redis: one JSON document each, changed by compare-and-set, gone after 30 days. */
import type { Redis } from 'ioredis';
import type { Incident } from '../engine/incident.ts';
import { documents } from './documents.ts';
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

export function incidentStore(redis: Redis): IncidentStore {
  const docs = documents<Incident>(redis, { parse, write }, INCIDENT_S);
  return {
    open: async (incident) =>
      (await docs.add(keys.incident(incident.id), incident)) === 'added' ? 'opened' : 'known',
    read: (id) => docs.read(keys.incident(id)),
    change: (id, change) => docs.change(keys.incident(id), change),
    async keepAnswerUrl(id, url) {
      await redis.set(keys.answerUrl(id), url, 'EX', ANSWER_URL_S);
    },
    answerUrl: (id) => redis.get(keys.answerUrl(id)),
  };
}

function write(incident: Incident): string {
  return JSON.stringify({ version: 1, ...incident });
}

function parse(key: string, raw: string): Incident {
  const read = IncidentRecord.safeParse(JSON.parse(raw));
  if (!read.success)
    throw new UnreadableRecord(`Reading ${key}: it is not of version 1`, { cause: read.error });
  const { version: _, ...incident } = read.data;
  return incident;
}
