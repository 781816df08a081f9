/** Executions: begun, stopped, brought up to their tasks. Rules of Harbor's pkg/task and controller/replication. */
import type { HarborState } from '../state.ts';
import type { Execution, ExecutionStatus, Policy, Task } from './records.ts';

const FINAL: ReadonlySet<string> = new Set(['Succeed', 'Failed', 'Stopped']);
/** A running copy looks for its stop flag between two blobs. */
const HEEDS_MS = 3_000;
const MOST_LINES = 200;

export function isFinal({ status }: { readonly status: string }): boolean {
  return FINAL.has(status);
}

export function executionsOf(state: HarborState, policy: number): readonly Execution[] {
  return state.work.executions.filter((one) => one.policyId === policy);
}

/** Begins one: tasks are made and wait, unless listing the source fails or another one runs alone. */
export function startExecution(state: HarborState, policy: Policy, trigger: Policy['trigger']): Execution {
  const now = state.now();
  const active = executionsOf(state, policy.id).some((one) => !isFinal(one));
  if (policy.single && active)
    return add(state, policy, trigger, {
      tasks: [],
      status: 'Failed',
      statusText: 'Execution skipped: active replication still in progress.',
    });
  const { fault } = policy;
  if (fault?.at === 'listing')
    return add(state, policy, trigger, { tasks: [], status: 'Failed', statusText: fault.says });
  const id = nextId(state);
  const tasks = policy.resources.map((resource, index) => taskOf(policy, id, index, resource, now));
  // Nothing to copy is a success.
  const status = tasks.length > 0 ? 'InProgress' : 'Succeed';
  const execution = add(state, policy, trigger, { tasks, status, statusText: '' });
  for (const task of tasks) enqueue(state, policy, task);
  return execution;
}

/** What a stop does: jobs that wait go at once, running ones when they look, unknown ones heal the record. */
export function stopExecution(state: HarborState, execution: Execution): void {
  const now = state.now();
  const open = execution.tasks.filter((task) => !isFinal(task));
  for (const task of open) {
    const job = state.work.jobs.get(task.jobId);
    if (!job) finishTask(task, 'Stopped', now);
    else if (!job.held) {
      state.work.jobs.delete(job.id);
      job.over('stopped', now);
    } else job.stopsAt ??= new Date(now.getTime() + job.heedsMs);
  }
  const healed = open.every((task) => isFinal(task) && !state.work.jobs.has(task.jobId));
  if (healed && !isFinal(execution)) refresh(execution, now);
}

/** Brings statuses up to the tasks, as late as Harbor's own refresh does. */
export function refreshExecutions(state: HarborState, now: Date): void {
  for (const execution of state.work.executions) {
    if (isFinal(execution)) continue;
    const due = now.getTime() - execution.refreshedAt.getTime() >= state.work.refreshMs;
    if (due) refresh(execution, now);
  }
}

export function countOf(execution: Execution, ...statuses: readonly Task['status'][]): number {
  return execution.tasks.filter(({ status }) => statuses.includes(status)).length;
}

/** Brings an execution's status up to its tasks now. */
export function refresh(execution: Execution, now: Date): void {
  execution.refreshedAt = now;
  if (!execution.tasks.every(isFinal)) return;
  execution.status = countOf(execution, 'Failed')
    ? 'Failed'
    : countOf(execution, 'Stopped') || execution.tasks.length === 0
      ? 'Stopped'
      : 'Succeed';
  const ends = execution.tasks.map((task) => task.end?.getTime() ?? 0);
  execution.end = new Date(Math.max(execution.start.getTime(), ...ends));
}

function add(
  state: HarborState,
  policy: Policy,
  trigger: Policy['trigger'],
  made: Pick<Execution, 'tasks' | 'status' | 'statusText'>,
): Execution {
  const now = state.now();
  const end = made.status === 'InProgress' ? null : now;
  const execution = {
    ...made,
    id: nextId(state),
    policyId: policy.id,
    trigger,
    start: now,
    end,
    refreshedAt: now,
  };
  state.work.executions.unshift(execution);
  return execution;
}

export function nextId({ work }: HarborState): number {
  return 1 + work.executions.reduce((most, { id }) => Math.max(most, id), 99);
}

export function taskOf(
  policy: Policy,
  execution: number,
  index: number,
  resource: string,
  start: Date,
): Task {
  const [path = '', tag = ''] = resource.split(':');
  const name = path.slice(path.indexOf('/') + 1);
  const there = policy.destNamespace ? `${policy.destNamespace}/${name}` : path;
  return {
    id: execution * 100 + index,
    jobId: `${execution.toString(16).padStart(8, '0')}${index.toString(16).padStart(16, '0')}`,
    status: 'Pending',
    source: `${path}:[${tag}]`,
    destination: `${there}:[${tag}]`,
    start,
    end: null,
    log: null,
  };
}

/** Puts a task's job into the queue; what comes of it is the policy's fault at the time it ends. */
export function enqueue(state: HarborState, policy: Policy, task: Task, queuedAt = state.now()): void {
  state.work.jobs.set(task.jobId, {
    id: task.jobId,
    type: 'REPLICATION',
    queuedAt,
    held: null,
    checkedInAt: null,
    takesMs: state.work.taskMs,
    stopsAt: null,
    heedsMs: HEEDS_MS,
    log: [],
    begun() {
      task.status = 'InProgress';
    },
    over(how, at) {
      if (how === 'stopped') return finishTask(task, 'Stopped', at);
      const { fault } = policy;
      if (fault?.at !== 'task') return finishTask(task, 'Succeed', at, copied(policy, task, at));
      if (fault.ends === 'failed') return finishTask(task, 'Failed', at, fault.log);
      // Into the retry set and round again, until what troubles it is gone or it is stopped.
      task.log = [...(task.log ?? []), ...fault.log].slice(-MOST_LINES);
      enqueue(state, policy, task, at);
    },
  });
}

export function finishTask(task: Task, status: ExecutionStatus, at: Date, log?: readonly string[]): void {
  task.status = status;
  task.end = at;
  if (log) task.log = log;
}

/** The log of a task that went well (controller/replication/transfer/image). */
export function copied(
  { direction, endpoint }: Policy,
  { source, destination }: Task,
  at: Date,
): readonly string[] {
  const time = `${at.toISOString().slice(0, 19)}Z`;
  const line = (text: string): string =>
    `${time} [INFO] [/controller/replication/transfer/image/transfer.go:126]: ${text}`;
  const there = `endpoint ${endpoint}`;
  return [
    line(`client for source registry [type: ${direction === 'pull' ? there : 'local'}] created`),
    line(`client for destination registry [type: ${direction === 'pull' ? 'local' : there}] created`),
    line(`copying ${source}(source registry) to ${destination}(destination registry)...`),
    line(`copy ${source}(source registry) to ${destination}(destination registry) completed`),
  ];
}
