/** A rollout that waits for its own volume: a new pod that does not run beside an old one that does. Pure. */
import type { ComponentWorkload, WorkloadPod } from '../probes/installation/component-workloads.ts';

const ONE_NODE: ReadonlySet<string | null> = new Set(['ReadWriteOnce', 'ReadWriteOncePod', null]);

/** A pod whose image cannot be pulled is pending as well; its old one is all that serves. */
const VOLUME_WAITS: ReadonlySet<string | undefined> = new Set([
  'ContainerCreating',
  'PodInitializing',
  undefined,
]);

export function onOneNode(modes: ComponentWorkload['modes']): boolean {
  return modes.some((mode) => ONE_NODE.has(mode));
}

/** Null when nothing hangs so. */
export function hangingRollout({
  modes,
  pods,
  replicas,
}: ComponentWorkload): { readonly holds: WorkloadPod; readonly waits: WorkloadPod } | null {
  const [oldest, newest] = [pods[0], pods.at(-1)];
  const isHanging =
    pods.length > replicas &&
    oldest?.phase === 'Running' &&
    newest?.phase === 'Pending' &&
    VOLUME_WAITS.has(newest.reason);
  return isHanging && onOneNode(modes) ? { holds: oldest, waits: newest } : null;
}
