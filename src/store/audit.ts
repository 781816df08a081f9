/** The audit in Redis: a stream that is only appended to, each record with the hash of the one before. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import {
  type AuditEvent,
  type AuditRecord,
  type AuditVerified,
  chained,
  createVerifier,
} from '../engine/audit.ts';
import { FORMAT, refuseNewer } from './format.ts';
import { keysOf } from './keys.ts';

export interface AuditStore {
  /**
   * Appends an event unless the same `once` was appended before; then its record is as it was. Who is killed
   * between a change and its record tells it again, with the same `once`.
   */
  tell(event: AuditEvent, once: string): Promise<'told' | 'known'>;
  /** The number of the record that was told under this `once`; null: none was. */
  numberOf(once: string): Promise<number | null>;
  /** Oldest first, page by page, so that the whole of it is never held in memory. */
  read(): AsyncIterable<AuditRecord>;
  /** How many records there are. */
  count(): Promise<number>;
  /** The newest, newest first. */
  latest(count: number): Promise<readonly AuditRecord[]>;
  /**
   * Follows the whole chain. An unreadable record counts as altered. An end that was cut off is seen by what Redis
   * counted beside the stream; who can alter that as well is found out by a hash kept elsewhere: `anchor` must be in it.
   */
  verify(anchor?: string): Promise<AuditVerified | AnchorLost>;
}

/** Appends only while the last record is still the one that was read. */
const APPEND = `local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local id = '' if #last > 0 then id = last[1][1] end
if id ~= ARGV[1] then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[2], ARGV[3]) == 0 then return 2 end
redis.call('XADD', KEYS[1], ARGV[3] .. '-0', 'version', ARGV[5], 'record', ARGV[4]) return 1`;

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
    'subscribed',
    'unsubscribed',
    'muted',
    'unmuted',
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

/** The chain is whole, but the record that had this hash is not in it: it was written anew from there on. */
export interface AnchorLost {
  readonly whole: false;
  readonly seq: null;
  readonly wrong: 'anchor-lost';
}

type Entry = readonly [id: string, fields: readonly string[]];

export function auditStore(redis: RedisConnection): AuditStore {
  const keys = keysOf(redis);
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
        const args = [before?.id ?? '', once, record.seq, JSON.stringify(record), FORMAT] as const;
        const done = await redis.eval(APPEND, 2, keys.audit, keys.auditTold, ...args);
        if (done === 1) return 'told';
        if (done === 2) return 'known';
      }
      throw new Error(`Appending to the audit: others did ${MOST_TRIES} times meanwhile`);
    },
    async numberOf(once) {
      const seq = await redis.hget(keys.auditTold, once);
      return seq === null ? null : Number(seq);
    },
    async *read() {
      for await (const entry of entries()) yield parsed(entry);
    },
    count: () => redis.xlen(keys.audit),
    async latest(count) {
      const page = (await redis.xrevrange(keys.audit, '+', '-', 'COUNT', count)) as Entry[];
      return page.map(parsed);
    },
    async verify(anchor) {
      // Before the stream is read: others go on appending.
      const written = await everWritten(redis);
      const verifier = createVerifier();
      const state = { seq: 0, anchored: anchor === undefined };
      for await (const entry of entries()) {
        state.seq += 1;
        const record = readable(entry);
        if (!record) return { whole: false, seq: state.seq, wrong: 'altered' };
        const wrong = verifier.next(record, Number.parseInt(entry[0], 10));
        if (wrong) return wrong;
        if (record.hash === anchor) state.anchored = true;
      }
      const end = verifier.end(written);
      return end.whole && !state.anchored ? { whole: false, seq: null, wrong: 'anchor-lost' } : end;
    },
  };
}

/** The higher of what the stream remembers of its last id and of what was told: deleting entries changes neither. */
async function everWritten(redis: RedisConnection): Promise<number> {
  const keys = keysOf(redis);
  const told = await redis.hlen(keys.auditTold);
  if ((await redis.exists(keys.audit)) === 0) return told;
  const info = (await redis.xinfo('STREAM', keys.audit)) as readonly unknown[];
  const last = String(info[info.indexOf('last-generated-id') + 1]);
  return Math.max(told, Number.parseInt(last, 10) || 0);
}

function parsed(entry: Entry): AuditRecord {
  const record = readable(entry);
  if (!record) throw new Error(`Reading the audit: entry ${entry[0]} is none of ours`);
  return record;
}

/** The number stands beside the record, whose text is what the hashes are of. Throws NewerFormat. */
function readable([id, fields]: Entry): AuditRecord | null {
  const field = (name: string): string | undefined => {
    const at = fields.findIndex((each, place) => place % 2 === 0 && each === name);
    return at < 0 ? undefined : fields[at + 1];
  };
  refuseNewer(`record ${id} of the audit`, { version: Number(field('version') ?? 1) });
  try {
    return RecordShape.parse(JSON.parse(field('record') ?? ''));
  } catch {
    return null;
  }
}
