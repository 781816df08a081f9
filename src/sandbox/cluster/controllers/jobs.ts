/** Jobs: one pod, which runs to its end. */
import { type Pod, timestamp, type Workload } from '../objects.ts';
import { activePods, type Controller, type Desk, isOwnedBy, isReady, setStatus } from './controller.ts';
import { createPod } from './pods.ts';

const RESOURCE = 'jobs.batch';

export const jobs: Controller = (desk) => {
  for (const job of desk.store.list<Workload>(RESOURCE)) keep(desk, job);
};

function keep(desk: Desk, job: Workload): void {
  const ended = desk.store.list<Pod>('pods', job.metadata.namespace).filter((pod) => isOwnedBy(pod, job));
  const succeeded = ended.filter((pod) => pod.status?.phase === 'Succeeded').length;
  const failed = ended.filter((pod) => pod.status?.phase === 'Failed').length;
  const done =
    succeeded >= Number(job.spec['completions'] ?? 1) || failed > Number(job.spec['backoffLimit'] ?? 6);
  if (!done && !job.spec['suspend'] && activePods(desk, job).length === 0) {
    const name = job.metadata.name;
    const labels = { 'batch.kubernetes.io/job-name': name, 'job-name': name };
    const template = { ...job.spec.template, spec: { restartPolicy: 'Never', ...job.spec.template.spec } };
    createPod(desk, { owner: job, template, labels, component: 'job-controller' });
  }
  const pods = activePods(desk, job);
  const completed = done && succeeded > 0;
  const at = job.status?.['completionTime'] ?? timestamp();
  setStatus(desk, RESOURCE, job, {
    startTime: job.metadata.creationTimestamp,
    active: pods.length,
    ready: pods.filter(isReady).length,
    succeeded,
    failed,
    ...(completed
      ? { completionTime: at, conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: at }] }
      : {}),
  });
}
