/** What was done, by whom, with whose yes: records that each carry the hash of the one before. */
import { createHash } from 'node:crypto';
import { canonical } from './plan-digest.ts';

export interface AuditEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly what: AuditWhat;
  /** Slack id, or `autopilot`, or `worker` for what nobody pressed. */
  readonly who: string;
  readonly approval: string | null;
  readonly incident: string | null;
  /** Remediation id; null for freezes and for what channels are told of. */
  readonly remediation: string | null;
  /** The plan's digest. */
  readonly digest: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly registry: string | null;
  /** One sentence; never a secret. */
  readonly says: string;
}

export type AuditWhat =
  | 'requested'
  | 'approved'
  | 'refused'
  | 'rejected'
  | 'expired'
  | 'plan-changed'
  | 'healed'
  | 'applying'
  | 'applied'
  | 'failed'
  | 'verified'
  | 'unverified'
  | 'frozen'
  | 'unfrozen'
  | 'subscribed'
  | 'unsubscribed'
  | 'muted'
  | 'unmuted';

/** An event in the chain. `seq` counts from 1; `before` is the hash of the record before, GENESIS for the first. */
export interface AuditRecord extends AuditEvent {
  readonly seq: number;
  readonly before: string;
  readonly hash: string;
}

export const GENESIS = '0'.repeat(64);

/** SHA-256, hex, over the canonical JSON of the event with its number and the hash before. */
export function auditHash(event: AuditEvent, seq: number, before: string): string {
  return createHash('sha256')
    .update(canonical({ ...event, seq, before }))
    .digest('hex');
}

export function chained(event: AuditEvent, last: Pick<AuditRecord, 'seq' | 'hash'> | null): AuditRecord {
  const seq = (last?.seq ?? 0) + 1;
  const before = last?.hash ?? GENESIS;
  return { ...event, seq, before, hash: auditHash(event, seq, before) };
}

export type AuditVerified =
  | { readonly whole: true; readonly records: number; readonly last: string }
  /** The first record that does not fit, by its number, and what is wrong with it. */
  | { readonly whole: false; readonly seq: number; readonly wrong: AuditWrong };

/** `cut`: this record and whatever came after it was written once and is gone. */
export type AuditWrong = 'altered' | 'missing' | 'out-of-order' | 'cut';

/** Follows the chain record by record; keep it for a stream that is read bit by bit. */
export interface AuditVerifier {
  /** `place`: the number under which the record is kept, which says whether another stands in its stead. */
  next(record: AuditRecord, place: number): AuditVerified | null;
  /** `written`: how many were ever appended, as far as it is known otherwise. */
  end(written: number): AuditVerified;
}

export function createVerifier(): AuditVerifier {
  let last: AuditRecord | null = null;
  return {
    next(record, place) {
      const seq = (last?.seq ?? 0) + 1;
      if (place > seq) return { whole: false, seq, wrong: 'missing' };
      if (record.seq !== seq) return { whole: false, seq, wrong: 'out-of-order' };
      const { hash, seq: _seq, before, ...event } = record;
      const fits = before === (last?.hash ?? GENESIS) && hash === auditHash(event, seq, before);
      if (!fits) return { whole: false, seq, wrong: 'altered' };
      last = record;
      return null;
    },
    end(written) {
      const records = last?.seq ?? 0;
      if (written > records) return { whole: false, seq: records + 1, wrong: 'cut' };
      return { whole: true, records, last: last?.hash ?? GENESIS };
    },
  };
}
