/** Whether everything that was asked of the cluster runs. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxCluster } from '../cluster/cluster.ts';
import type { Workload } from '../cluster/objects.ts';

const KINDS = ['deployments.apps', 'statefulsets.apps', 'daemonsets.apps'];
const EVERY_MS = 25;

/** Waits until every workload is ready, or for so long; a slow machine is no reason not to start. */
export async function settle(cluster: SandboxCluster, atMostMs: number): Promise<void> {
  for (const until = Date.now() + atMostMs; Date.now() < until && !allReady(cluster); ) await wait(EVERY_MS);
}

function allReady({ store }: SandboxCluster): boolean {
  return KINDS.flatMap((kind) => store.list<Workload>(kind)).every(isReady);
}

function isReady({ spec, status = {} }: Workload): boolean {
  const wanted = status['desiredNumberScheduled'] ?? spec.replicas ?? 0;
  const ready = status['numberReady'] ?? status['readyReplicas'];
  return wanted !== 0 && ready === wanted;
}
