/** Jobs: one pod, which runs to its end, for so long at most; gone a while after that. */
import { type Condition, type Pod, timestamp, type Workload } from '../objects.ts';
import { activePods, type Controller, type Desk, isOwnedBy, isReady, setStatus } from './controller.ts';
import { createPod, deletePod } from './pods.ts';

const RESOURCE = 'jobs.batch';
const COMPONENT = 'job-controller';

export const jobs: Controller = (desk) => {
  for (const job of desk.store.list<Workload>(RESOURCE)) keep(desk, job);
};

function keep(desk: Desk, job: Workload): void {
  const ended = desk.store.list<Pod>('pods', job.metadata.namespace).filter((pod) => isOwnedBy(pod, job));
  const succeeded = ended.filter((pod) => pod.status?.phase === 'Succeeded').length;
  const failed = ended.filter((pod) => pod.status?.phase === 'Failed').length;
  const before = (job.status?.['conditions'] ?? []) as readonly Condition[];
  const over = before[0] ?? endOf(job, succeeded, failed);
  if (over === null && !job.spec['suspend'] && activePods(desk, job).length === 0) start(desk, job);
  if (over?.type === 'Failed') for (const pod of activePods(desk, job)) deletePod(desk, pod, job, COMPONENT);
  const pods = activePods(desk, job);
  setStatus(desk, RESOURCE, job, {
    startTime: job.metadata.creationTimestamp,
    active: pods.length,
    ready: pods.filter(isReady).length,
    succeeded,
    failed,
    ...(over === null ? {} : { conditions: [over] }),
    ...(over?.type === 'Complete' ? { completionTime: over.lastTransitionTime } : {}),
  });
  if (over === null) desk.again(deadlineOf(job) - Date.now());
  else forget(desk, job, over);
}

function start(desk: Desk, job: Workload): void {
  const { name } = job.metadata;
  const labels = { 'batch.kubernetes.io/job-name': name, 'job-name': name };
  const template = { ...job.spec.template, spec: { restartPolicy: 'Never', ...job.spec.template.spec } };
  createPod(desk, { owner: job, template, labels, component: COMPONENT });
}

/** Null: it is not over. */
function endOf(job: Workload, succeeded: number, failed: number): Condition | null {
  const condition = (type: string, said: Partial<Condition>): Condition => ({
    type,
    status: 'True',
    ...said,
    lastTransitionTime: timestamp(),
  });
  if (succeeded >= Number(job.spec['completions'] ?? 1)) return condition('Complete', {});
  if (failed > Number(job.spec['backoffLimit'] ?? 6))
    return condition('Failed', {
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    });
  if (Date.now() < deadlineOf(job)) return null;
  return condition('Failed', {
    reason: 'DeadlineExceeded',
    message: 'Job was active longer than specified deadline',
  });
}

/** Milliseconds since 1970. */
function deadlineOf({ metadata, spec }: Workload): number {
  const seconds = Number(spec['activeDeadlineSeconds'] ?? Number.POSITIVE_INFINITY);
  return Date.parse(metadata.creationTimestamp ?? '') + seconds * 1000;
}

function forget(desk: Desk, job: Workload, { lastTransitionTime = '' }: Condition): void {
  const seconds = Number(job.spec['ttlSecondsAfterFinished'] ?? Number.POSITIVE_INFINITY);
  const left = Date.parse(lastTransitionTime) + seconds * 1000 - Date.now();
  const { namespace = '', name, deletionTimestamp } = job.metadata;
  if (left > 0) desk.again(left);
  else if (!deletionTimestamp) desk.writer.delete(desk.catalog.byId(RESOURCE), namespace, name);
}
