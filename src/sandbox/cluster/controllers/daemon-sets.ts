/** DaemonSets: one pod on every node that matches. */
import type { Node, Pod, Workload } from '../objects.ts';
import { activePods, type Controller, type Desk, isReady, setStatus } from './controller.ts';
import { createPod, deletePod, templateHash } from './pods.ts';
import { keepRevision } from './revisions.ts';
import { fitsNode } from './scheduler.ts';

const RESOURCE = 'daemonsets.apps';
const COMPONENT = 'daemonset-controller';
const REVISION = 'controller-revision-hash';

export const daemonSets: Controller = (desk) => {
  for (const set of desk.store.list<Workload>(RESOURCE)) keep(desk, set);
};

function keep(desk: Desk, set: Workload): void {
  const revision = templateHash(set.spec.template);
  if (!set.metadata.deletionTimestamp) keepRevision(desk, set, revision);
  const nodes = desk.store.list<Node>('nodes').filter((node) => fitsNode(set.spec.template.spec, node));
  const pods = activePods(desk, set);
  const misplaced = pods.filter((pod) => !nodes.some((node) => node.metadata.name === pod.spec.nodeName));
  const outdated = pods.filter((pod) => pod.metadata.labels?.[REVISION] !== revision);
  const next = outdated.filter((pod) => !isReady(pod) || pods.every(isReady));
  for (const pod of new Set<Pod>([...misplaced, ...next])) deletePod(desk, pod, set, COMPONENT);
  for (const { metadata } of nodes) {
    if (pods.some((pod) => pod.spec.nodeName === metadata.name)) continue;
    const labels = { [REVISION]: revision };
    createPod(desk, {
      owner: set,
      template: set.spec.template,
      labels,
      nodeName: metadata.name,
      component: COMPONENT,
    });
  }
  report(desk, set, revision, nodes.length);
}

function report(desk: Desk, set: Workload, revision: string, wanted: number): void {
  const pods = activePods(desk, set);
  const ready = pods.filter(isReady).length;
  setStatus(desk, RESOURCE, set, {
    observedGeneration: set.metadata.generation,
    desiredNumberScheduled: wanted,
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    numberReady: ready,
    numberAvailable: ready,
    numberUnavailable: wanted - ready,
    updatedNumberScheduled: pods.filter((pod) => pod.metadata.labels?.[REVISION] === revision).length,
  });
}
