/** Replication as Harbor's API writes it (api/v2.0/swagger.yaml). */
import { z } from 'zod';
import type {
  ReplicationEndpoint,
  ReplicationExecution,
  ReplicationPolicy,
  ReplicationState,
  ReplicationTask,
} from '../../engine/harbor/records.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { Moment, Since } from './moments.ts';

const NOWHERE: ReplicationEndpoint = { id: 0, name: '', type: '', url: '', status: null, insecure: false };

/** The login of an endpoint, however masked, is not read. */
export const Endpoint = z
  .object({
    id: z.number().nullish(),
    name: z.string().nullish(),
    type: z.string().nullish(),
    url: z.string().nullish(),
    status: z.string().nullish(),
    insecure: z.boolean().nullish(),
  })
  .transform(
    (one): ReplicationEndpoint => ({
      id: one.id ?? 0,
      name: one.name ?? '',
      type: one.type ?? '',
      url: withoutLogins(one.url ?? ''),
      status: one.status || null,
      insecure: one.insecure ?? false,
    }),
  );

const Filter = z
  .object({ type: z.string(), value: z.unknown(), decoration: z.string().nullish() })
  .transform(({ type, value, decoration }) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${type}${decoration === 'excludes' ? '!=' : '='}${text}`;
  });

const Trigger = z
  .object({
    type: z.string().nullish(),
    trigger_settings: z.object({ cron: z.string().nullish() }).nullish(),
  })
  .nullish();

/** The side that is this Harbor has no id, or is left out. */
export const Policy = z
  .object({
    id: z.number(),
    name: z.string(),
    enabled: z.boolean().nullish(),
    trigger: Trigger,
    src_registry: Endpoint.nullish(),
    dest_registry: Endpoint.nullish(),
    dest_namespace: z.string().nullish(),
    override: z.boolean().nullish(),
    filters: z.array(Filter).nullish(),
    single_active_replication: z.boolean().nullish(),
    speed: z.number().nullish(),
  })
  .transform((policy): ReplicationPolicy => {
    const pulls = (policy.src_registry?.id ?? 0) > 0;
    return {
      id: policy.id,
      name: policy.name,
      enabled: policy.enabled ?? false,
      trigger: triggerOf(policy.trigger?.type ?? ''),
      cron: policy.trigger?.trigger_settings?.cron || null,
      direction: pulls ? 'pull' : 'push',
      endpoint: (pulls ? policy.src_registry : policy.dest_registry) ?? NOWHERE,
      override: policy.override ?? false,
      filters: policy.filters ?? [],
      destinationNamespace: policy.dest_namespace || null,
      oneAtATime: policy.single_active_replication ?? false,
      speedKb: policy.speed && policy.speed > 0 ? policy.speed : null,
    };
  });

const count = z
  .number()
  .nullish()
  .transform((number) => number ?? 0);

export const Execution = z
  .object({
    id: z.number(),
    policy_id: z.number(),
    status: z.string(),
    status_text: z.string().nullish(),
    trigger: z.string().nullish(),
    total: count,
    succeed: count,
    failed: count,
    in_progress: count,
    stopped: count,
    start_time: Since,
    end_time: Moment,
  })
  .transform(
    (one): ReplicationExecution => ({
      id: one.id,
      policy: one.policy_id,
      state: stateOf(one.status),
      says: one.status_text ? withoutLogins(one.status_text) : null,
      trigger: one.trigger ?? '',
      total: one.total,
      succeeded: one.succeed,
      failed: one.failed,
      running: one.in_progress,
      stopped: one.stopped,
      startedAt: one.start_time,
      endedAt: one.end_time,
    }),
  );

export const Task = z
  .object({
    id: z.number(),
    execution_id: z.number(),
    status: z.string(),
    job_id: z.string().nullish(),
    operation: z.string().nullish(),
    src_resource: z.string().nullish(),
    dst_resource: z.string().nullish(),
    start_time: Moment,
    end_time: Moment,
  })
  .transform(
    (task): ReplicationTask => ({
      id: task.id,
      execution: task.execution_id,
      state: stateOf(task.status),
      job: task.job_id || null,
      operation: task.operation ?? '',
      from: task.src_resource ?? '',
      to: task.dst_resource ?? '',
      startedAt: task.start_time,
      endedAt: task.end_time,
    }),
  );

/** The API's words, and the job service's behind them, which some versions let through. */
const STATES: Readonly<Record<string, ReplicationState>> = {
  initialized: 'pending',
  pending: 'pending',
  scheduled: 'pending',
  inprogress: 'running',
  running: 'running',
  retrying: 'retrying',
  succeed: 'succeeded',
  success: 'succeeded',
  failed: 'failed',
  error: 'failed',
  stopped: 'stopped',
};

function stateOf(status: string): ReplicationState {
  return STATES[status.toLowerCase()] ?? 'pending';
}

function triggerOf(type: string): ReplicationPolicy['trigger'] {
  return type === 'manual' || type === 'scheduled' || type === 'event_based' ? type : 'other';
}
