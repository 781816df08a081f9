/** Incidents in Redis: one JSON document each, changed by compare-and-set, gone after 30 days. */
import type { RedisConnection } from '../clients/redis.ts';
import type { Incident } from '../engine/incident.ts';
import { offersIn } from '../engine/offers.ts';
import { documents } from './documents.ts';
import { parsed, written } from './format.ts';
import { IncidentRecord } from './incident-record.ts';
import { ANSWER_URL_S, INCIDENT_S, keysOf } from './keys.ts';

/** Slack takes some fifty edits a minute: of more than these nobody would wait for the last. */
const MOST_OFFERING = 100;

export interface IncidentStore {
  /** Stores a new incident. `known` when the id is taken: the same question, delivered again. */
  open(incident: Incident): Promise<'opened' | 'known'>;
  read(id: string): Promise<Incident | null>;
  /**
   * Changes an incident as long as nobody else changes it meanwhile, else tries again with what they wrote.
   * `change` returns null to leave it; then the answer is null too. `from`: see Documents.change.
   */
  change(
    id: string,
    change: (incident: Incident) => Incident | null,
    from?: Incident,
  ): Promise<Incident | null>;
  /** Ids of incidents whose answer offers a fix, the newest first: what a freeze is written on. */
  offering(): Promise<readonly string[]>;
  /** Where a person can be answered although the bot is not in the channel. Kept apart: workers never see it. */
  keepAnswerUrl(id: string, url: string): Promise<void>;
  answerUrl(id: string): Promise<string | null>;
}

export function incidentStore(redis: RedisConnection): IncidentStore {
  const keys = keysOf(redis);
  const docs = documents<Incident>(redis, { parse, write: written }, INCIDENT_S);
  async function index({ id, state }: Incident): Promise<void> {
    if (state.is !== 'answered' || !offersIn(state.reply).some(({ offer }) => offer.ready)) return;
    const all = keys.incidentsOffering;
    await redis
      .multi()
      .zadd(all, Date.parse(state.at), id)
      .zremrangebyrank(all, 0, -MOST_OFFERING - 1)
      .expire(all, INCIDENT_S)
      .exec();
  }
  return {
    open: async (incident) =>
      (await docs.add(keys.incident(incident.id), incident)) === 'added' ? 'opened' : 'known',
    read: (id) => docs.read(keys.incident(id)),
    async change(id, change, from) {
      const changed = await docs.change(keys.incident(id), change, from);
      if (changed) await index(changed);
      return changed;
    },
    offering: () => redis.zrevrange(keys.incidentsOffering, 0, '-1'),
    async keepAnswerUrl(id, url) {
      await redis.set(keys.answerUrl(id), url, 'EX', ANSWER_URL_S);
    },
    answerUrl: (id) => redis.get(keys.answerUrl(id)),
  };
}

function parse(key: string, raw: string): Incident {
  const { version: _, ...incident } = parsed(key, raw, IncidentRecord);
  return incident;
}
