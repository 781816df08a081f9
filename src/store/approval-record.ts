/** An approval as it lies in Redis. */
import { z } from 'zod';
import type { Approval } from '../engine/approval.ts';
import type { Plan, Step } from '../engine/plan.ts';
import { PullRecord } from './pull-record.ts';

const body = z.record(z.string(), z.unknown());
const Target = z.object({
  kind: z.object({ group: z.string(), plural: z.string() }),
  namespace: z.string(),
  name: z.string(),
});

const StepRecord: z.ZodType<Step> = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('patch'),
    target: Target,
    how: z.enum(['merge', 'strategic']),
    body,
    uid: z.string(),
    was: body.exactOptional(),
  }),
  z.object({ do: z.literal('create'), target: Target, body }),
  z.object({ do: z.literal('delete'), target: Target, uid: z.string() }),
  z.object({ do: z.literal('evict'), target: Target, uid: z.string() }),
  z.object({
    do: z.literal('copy-secret'),
    from: z.object({ namespace: z.string(), name: z.string(), digest: z.string() }),
    target: Target,
  }),
  z.object({
    do: z.literal('harbor'),
    registry: z.string(),
    method: z.enum(['PUT', 'POST', 'DELETE', 'PATCH']),
    path: z.string().startsWith('/'),
    body: body.exactOptional(),
    done: z
      .discriminatedUnion('by', [
        z.object({ by: z.literal('new-entry'), path: z.string(), where: body }),
        z.object({ by: z.literal('entry'), path: z.string(), where: body }),
        z.object({ by: z.literal('drained'), queue: z.string() }),
      ])
      .exactOptional(),
  }),
  z.object({
    do: z.literal('pull-robot'),
    registry: z.string(),
    host: z.string(),
    project: z.object({ id: z.number(), name: z.string() }),
    robot: z.string(),
    days: z.number(),
    target: Target,
  }),
]);

const Change = z.object({ what: z.string(), from: z.string().nullable(), to: z.string().nullable() });
const steps = z.tuple([StepRecord], StepRecord).readonly();
const changes = z.tuple([Change], Change).readonly();

export const PlanRecord: z.ZodType<Plan> = z.object({
  remediation: z.string(),
  does: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
  scope: z.object({
    cluster: z.string().nullable(),
    namespace: z.string().nullable(),
    registry: z.string().nullable(),
  }),
  steps,
  changes,
  interrupts: z.string(),
  undo: z.discriminatedUnion('by', [
    z.object({ by: z.literal('steps'), says: z.string(), steps, changes }),
    z.object({ by: z.literal('none'), why: z.string() }),
  ]),
  revert: z.object({ afterS: z.number() }).exactOptional(),
  locks: z.tuple([z.string()], z.string()).readonly(),
  verify: z.object({
    check: z.string(),
    of: PullRecord.exactOptional(),
    rollout: Target.exactOptional(),
    podOf: z.object({ kind: z.string(), name: z.string() }).exactOptional(),
    harbor: z
      .discriminatedUnion('is', [
        z.object({ is: z.literal('policy-gone'), policy: z.number() }),
        z.object({ is: z.literal('execution-succeeded'), policy: z.number() }),
        z.object({ is: z.literal('queue-paused'), queue: z.string() }),
        z.object({ is: z.enum(['collection-succeeded', 'dry-run-succeeded']) }),
      ])
      .exactOptional(),
    job: z
      .object({
        job: Target,
        container: z.string(),
        scheme: z.enum(['http', 'https']),
        host: z.string(),
        port: z.number(),
        resolver: z.enum(['node', 'cluster']),
      })
      .exactOptional(),
    debug: z
      .object({ owner: z.object({ kind: z.string(), name: z.string() }), container: z.string() })
      .exactOptional(),
    withinS: z.number(),
    steadyS: z.number(),
  }),
  beware: z.array(z.string()).readonly(),
});

const at = z.string();
const ApprovalStateRecord = z.discriminatedUnion('is', [
  z.object({ is: z.literal('planning') }),
  z.object({
    is: z.literal('unplanned'),
    at,
    why: z.enum(['healed', 'unknown', 'not-ready', 'refused', 'frozen']),
    says: z.string(),
  }),
  z.object({ is: z.literal('open') }),
  z.object({ is: z.literal('approved'), at }),
  z.object({ is: z.literal('applying'), at }),
  z.object({ is: z.literal('verifying'), appliedAt: at, passedSince: at.nullable() }),
  z.object({ is: z.literal('verified'), appliedAt: at, at, says: z.string() }),
  z.object({ is: z.literal('unverified'), appliedAt: at, at, says: z.string() }),
  z.object({ is: z.literal('failed'), at, says: z.string(), written: z.int().nullable() }),
  z.object({ is: z.literal('healed'), at }),
  z.object({ is: z.literal('superseded'), at, by: z.string().nullable(), why: z.string() }),
  z.object({ is: z.literal('rejected'), at, by: z.string(), why: z.string() }),
  z.object({ is: z.literal('expired'), at }),
]);

export const ApprovalRecord: z.ZodType<Approval & { readonly version: 1 }> = z.object({
  version: z.literal(1),
  id: z.string(),
  requestId: z.string(),
  incident: z.string(),
  place: z.object({ channel: z.string(), thread: z.string().nullable() }),
  createdAt: at,
  expiresAt: at,
  requester: z.string(),
  pull: PullRecord,
  cause: z.string(),
  remediation: z.string(),
  title: z.string(),
  plan: PlanRecord.nullable(),
  digest: z.string().nullable(),
  needs: z.union([z.literal(1), z.literal(2)]),
  yes: z.array(z.object({ user: z.string(), at })).readonly(),
  state: ApprovalStateRecord,
  undoes: z.string().exactOptional(),
  audit: z.int().exactOptional(),
  trail: z
    .record(z.string(), z.object({ before: z.string().exactOptional(), made: z.string().exactOptional() }))
    .exactOptional(),
});
