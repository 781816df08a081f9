/** Replication as the API writes it. */
import type { HarborState } from '../state.ts';
import type { Execution, Policy, RegistryEndpoint, Task } from '../tasks/records.ts';
import { countOf } from '../tasks/replication.ts';

const NEVER = '0001-01-01T00:00:00.000Z';
/** This Harbor, as a side of a policy. */
const LOCAL = {
  id: 0,
  name: 'Local',
  type: 'harbor',
  url: 'http://harbor-core:80',
  insecure: true,
  status: 'healthy',
};

export function endpointRecord(one: RegistryEndpoint) {
  return {
    id: one.id,
    name: one.name,
    type: one.type,
    url: one.url,
    insecure: one.insecure,
    credential: { access_key: one.accessKey, access_secret: '*****', type: 'basic' },
    status: one.status,
    creation_time: '2026-01-05T08:00:00.000Z',
    update_time: '2026-01-05T08:00:00.000Z',
  };
}

export function policyRecord({ work }: HarborState, policy: Policy) {
  const found = work.endpoints.get(policy.endpoint);
  const there = found ? endpointRecord(found) : { ...LOCAL, id: policy.endpoint };
  const at = policy.createdAt.toISOString();
  return {
    id: policy.id,
    name: policy.name,
    description: policy.description,
    src_registry: policy.direction === 'pull' ? there : LOCAL,
    dest_registry: policy.direction === 'pull' ? LOCAL : there,
    dest_namespace: policy.destNamespace,
    dest_namespace_replace_count: 1,
    trigger: { type: policy.trigger, trigger_settings: { cron: policy.cron ?? '' } },
    filters: policy.filters,
    replicate_deletion: false,
    override: policy.override,
    enabled: policy.enabled,
    speed: policy.speed,
    copy_by_chunk: false,
    single_active_replication: policy.single,
    creation_time: at,
    update_time: at,
  };
}

export function executionRecord(one: Execution) {
  return {
    id: one.id,
    policy_id: one.policyId,
    status: one.status,
    status_text: one.statusText,
    trigger: one.trigger,
    total: one.tasks.length,
    succeed: countOf(one, 'Succeed'),
    failed: countOf(one, 'Failed'),
    in_progress: countOf(one, 'InProgress', 'Pending'),
    stopped: countOf(one, 'Stopped'),
    start_time: one.start.toISOString(),
    end_time: one.end?.toISOString() ?? NEVER,
  };
}

export function taskRecord({ id }: Execution, task: Task) {
  return {
    id: task.id,
    execution_id: id,
    status: task.status,
    job_id: task.jobId,
    operation: 'copy',
    resource_type: 'image',
    src_resource: task.source,
    dst_resource: task.destination,
    start_time: task.start.toISOString(),
    end_time: task.end?.toISOString() ?? NEVER,
  };
}
