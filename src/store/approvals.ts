/** Approvals in Redis, with an index of those that wait for people, and one of those that a worker is to go on with. */
import type { RedisConnection } from '../clients/redis.ts';
import type { Approval } from '../engine/approval.ts';
import { revertDue } from '../engine/revert-due.ts';
import { ApprovalRecord } from './approval-record.ts';
import { documents } from './documents.ts';
import { parsed, written } from './format.ts';
import { APPROVAL_S, keysOf } from './keys.ts';

export interface ApprovalStore {
  /** `known` when the id is taken: the same press, delivered again. */
  open(approval: Approval): Promise<'added' | 'known'>;
  read(id: string): Promise<Approval | null>;
  /** See Documents.change. */
  change(id: string, change: (approval: Approval) => Approval | null): Promise<Approval | null>;
  /** Ids of approvals of an incident, oldest first. */
  ofIncident(incident: string): Promise<readonly string[]>;
  /** Ids of open approvals, the one that expires first in front. */
  waiting(): Promise<readonly string[]>;
  /** Ids of open approvals that expire at or before this time, milliseconds since 1970. */
  due(now: number): Promise<readonly string[]>;
  /** Ids of approvals that a worker is to go on with: being planned, approved, written or verified, or to be taken back in time; oldest first. */
  underWay(): Promise<readonly string[]>;
  /** Takes one that is not kept any more out of both indices. */
  forget(id: string): Promise<void>;
}

const UNDER_WAY: ReadonlySet<Approval['state']['is']> = new Set([
  'planning',
  'approved',
  'applying',
  'verifying',
]);

export function approvalStore(redis: RedisConnection): ApprovalStore {
  const keys = keysOf(redis);
  const docs = documents<Approval>(redis, { parse, write: written }, APPROVAL_S);
  async function index(approval: Approval): Promise<void> {
    const { id, incident, expiresAt, createdAt, state } = approval;
    const of = keys.approvalsOf(incident);
    const pipeline = redis.multi().zadd(of, Date.parse(createdAt), id).expire(of, APPROVAL_S);
    if (state.is === 'open') pipeline.zadd(keys.approvalsOpen, Date.parse(expiresAt), id);
    else pipeline.zrem(keys.approvalsOpen, id);
    // What stands for a while alone has a worker to go on with it too.
    if (UNDER_WAY.has(state.is) || revertDue(approval) !== null)
      pipeline.zadd(keys.approvalsUnderWay, Date.parse(createdAt), id);
    else pipeline.zrem(keys.approvalsUnderWay, id);
    await pipeline.exec();
  }
  return {
    async open(approval) {
      const added = await docs.add(keys.approval(approval.id), approval);
      // Also for a known one: its first try may have died before this line.
      const stands = added === 'added' ? approval : await docs.read(keys.approval(approval.id));
      if (stands) await index(stands);
      return added;
    },
    read: (id) => docs.read(keys.approval(id)),
    async change(id, change) {
      const changed = await docs.change(keys.approval(id), change);
      if (changed) await index(changed);
      return changed;
    },
    ofIncident: (incident) => redis.zrange(keys.approvalsOf(incident), 0, '-1'),
    waiting: () => redis.zrange(keys.approvalsOpen, 0, '-1'),
    due: (now) => redis.zrangebyscore(keys.approvalsOpen, '-inf', now),
    underWay: () => redis.zrange(keys.approvalsUnderWay, 0, '-1'),
    async forget(id) {
      await redis.multi().zrem(keys.approvalsOpen, id).zrem(keys.approvalsUnderWay, id).exec();
    },
  };
}

function parse(key: string, raw: string): Approval {
  const { version: _, ...approval } = parsed(key, raw, ApprovalRecord);
  return approval;
}
