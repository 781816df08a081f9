/** A policy of its own for each sickness of replication, so that several can be struck at once. */
import type { HarborState } from '../state.ts';
import type { Execution, Policy, RegistryEndpoint, Task } from '../tasks/records.ts';
import { enqueue, isFinal, nextId, startExecution, stopExecution, taskOf } from '../tasks/replication.ts';
import { before } from './lines.ts';

export interface SyncCase {
  /** Of the policy and of its endpoint; no two sicknesses share one. */
  readonly id: number;
  readonly name: string;
  readonly direction?: Policy['direction'];
  readonly trigger?: Policy['trigger'];
  readonly endpoint: Pick<RegistryEndpoint, 'name' | 'type' | 'url'>;
  readonly resources: readonly string[];
}

/** Adds policy and endpoint, or finds them from an earlier time. */
export function addCase(state: HarborState, one: SyncCase): Policy {
  const { endpoints, policies } = state.work;
  const known = policies.get(one.id);
  if (known) return known;
  endpoints.set(one.id, {
    ...one.endpoint,
    id: one.id,
    insecure: false,
    accessKey: 'robot$acme',
    status: 'healthy',
  });
  const trigger = one.trigger ?? 'scheduled';
  const policy: Policy = {
    id: one.id,
    name: one.name,
    description: '',
    direction: one.direction ?? 'push',
    endpoint: one.id,
    enabled: true,
    trigger,
    ...(trigger === 'scheduled' ? { cron: '0 10 2 * * *' } : {}),
    filters: [],
    override: true,
    destNamespace: '',
    speed: -1,
    single: false,
    resources: one.resources,
    createdAt: before(state.now(), 90 * 86_400_000),
  };
  policies.set(one.id, policy);
  return policy;
}

/** An execution that began a while ago and whose tasks are as `make` says, index by index. */
export function pastExecution(
  state: HarborState,
  policy: Policy,
  agoMs: number,
  make: (index: number) => Pick<Task, 'status'> & Partial<Pick<Task, 'log'>>,
  statusText = '',
): Execution {
  const start = before(state.now(), agoMs);
  const id = nextId(state);
  const tasks = statusText
    ? []
    : policy.resources.map((resource, index): Task => {
        const task = { ...taskOf(policy, id, index, resource, start), ...make(index) };
        return isFinal(task) ? { ...task, end: new Date(start.getTime() + 20_000) } : task;
      });
  const open = tasks.some((task) => !isFinal(task));
  const execution: Execution = {
    id,
    policyId: policy.id,
    status: open ? 'InProgress' : 'Failed',
    statusText,
    trigger: policy.trigger,
    tasks,
    start,
    end: open ? null : new Date(start.getTime() + 25_000),
    refreshedAt: start,
  };
  state.work.executions.unshift(execution);
  return execution;
}

/** Gives the tasks that wait jobs in the queue. */
export function queueTasks(state: HarborState, policy: Policy, tasks: readonly Task[]): void {
  for (const task of tasks) enqueue(state, policy, task, task.start);
}

/** The way out of a failing policy: what troubled it is gone, what hangs is stopped, and it runs again. */
export function mend(state: HarborState, policy: Policy): void {
  const endpoint = state.work.endpoints.get(policy.endpoint);
  if (endpoint) {
    endpoint.status = 'healthy';
    delete endpoint.ping;
  }
  delete policy.fault;
  for (const execution of state.work.executions.filter(
    (one) => one.policyId === policy.id && !isFinal(one),
  )) {
    for (const task of execution.tasks) {
      const job = state.work.jobs.get(task.jobId);
      if (!job) continue;
      state.work.jobs.delete(job.id);
      job.over('stopped', state.now());
    }
    stopExecution(state, execution);
  }
  if (state.work.policies.has(policy.id)) startExecution(state, policy, 'manual');
}
