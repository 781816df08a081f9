/** The audit in Redis: a stream that is only appended to, each record with the hash of the one before. */
import type { Redis } from 'ioredis';
import { z } from 'zod';
import {
  type AuditEvent,
  type AuditRecord,
  type AuditVerified,
  chained,
  createVerifier,
} from '../engine/audit.ts';
import { keys } from './keys.ts';

export interface AuditStore {
  /**
   * Appends an event unless the same `once` was appended before; then its record is as it was. Who is killed
   * between a change and its record tells it again, with the same `once`.
   */
  tell(event: AuditEvent, once: string): Promise<'told' | 'known'>;
  /** Oldest first, page by page, so that the whole of it is never held in memory. */
  read(): AsyncIterable<AuditRecord>;
  /** The newest, newest first. */
  latest(count: number): Promise<readonly AuditRecord[]>;
  /** Follows the whole chain. An unreadable record counts as altered. */
  verify(): Promise<AuditVerified>;
}

/** Appends only while the last record is still the one that was read. */
const APPEND = `local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local id = '' if #last > 0 then id = last[1][1] end
if id ~= ARGV[1] then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[2], ARGV[3]) == 0 then return 2 end
redis.call('XADD', KEYS[1], ARGV[3] .. '-0', 'record', ARGV[4]) return 1`;

const MOST_TRIES = 500;
const PAGE = 500;

const RecordShape: z.ZodType<AuditRecord> = z.object({
  seq: z.int(),
  before: z.string(),
  hash: z.string(),
  at: z.string(),
  what: z.enum([
    'requested',
    'approved',
    'refused',
    'rejected',
    'expired',
    'plan-changed',
    'healed',
    'applying',
    'applied',
    'failed',
    'verified',
    'unverified',
    'frozen',
    'unfrozen',
  ]),
  who: z.string(),
  approval: z.string().nullable(),
  incident: z.string().nullable(),
  remediation: z.string().nullable(),
  digest: z.string().nullable(),
  cluster: z.string().nullable(),
  namespace: z.string().nullable(),
  registry: z.string().nullable(),
  says: z.string(),
});

type Entry = readonly [id: string, fields: readonly string[]];

export function auditStore(redis: Redis): AuditStore {
  async function last(): Promise<{ readonly id: string; readonly record: AuditRecord } | null> {
    const [entry] = (await redis.xrevrange(keys.audit, '+', '-', 'COUNT', 1)) as Entry[];
    return entry ? { id: entry[0], record: parsed(entry) } : null;
  }

  async function* entries(): AsyncIterable<Entry> {
    let from = '-';
    for (;;) {
      const page = (await redis.xrange(keys.audit, from, '+', 'COUNT', PAGE)) as Entry[];
      yield* page;
      const end = page.at(-1);
      if (!end || page.length < PAGE) return;
      from = `(${end[0]}`;
    }
  }

  return {
    async tell(event, once) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = await last();
        const record = chained(event, before?.record ?? null);
        const args = [before?.id ?? '', once, record.seq, JSON.stringify(record)] as const;
        const done = await redis.eval(APPEND, 2, keys.audit, keys.auditTold, ...args);
        if (done === 1) return 'told';
        if (done === 2) return 'known';
      }
      throw new Error(`Appending to the audit: others did ${MOST_TRIES} times meanwhile`);
    },
    async *read() {
      for await (const entry of entries()) yield parsed(entry);
    },
    async latest(count) {
      const page = (await redis.xrevrange(keys.audit, '+', '-', 'COUNT', count)) as Entry[];
      return page.map(parsed);
    },
    async verify() {
      const verifier = createVerifier();
      let seq = 0;
      for await (const entry of entries()) {
        seq += 1;
        const record = readable(entry);
        if (!record) return { whole: false, seq, wrong: 'altered' };
        const wrong = verifier.next(record);
        if (wrong) return wrong;
      }
      return verifier.end();
    },
  };
}

function parsed(entry: Entry): AuditRecord {
  const record = readable(entry);
  if (!record) throw new Error(`Reading the audit: entry ${entry[0]} is none of ours`);
  return record;
}

function readable([, fields]: Entry): AuditRecord | null {
  try {
    return RecordShape.parse(JSON.parse(fields[fields.indexOf('record') + 1] ?? ''));
  } catch {
    return null;
  }
}
