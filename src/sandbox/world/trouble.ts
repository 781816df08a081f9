/** A trouble of an installation as a whole, struck and healed while the world runs: pods, logs and objects at once. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { STATE_ANNOTATION } from '../cluster/kubelet/behaviour.ts';
import type { Pod } from '../cluster/objects.ts';
import type { Component, ComponentLog } from '../harbor/state.ts';
import { HARBOR_NAMESPACE } from './company.ts';
import type { Estate } from './estate.ts';

export interface Stricken {
  readonly estate: Estate;
  readonly cluster: SandboxCluster;
}

export interface Trouble {
  /** The file's name. */
  readonly id: string;
  /** As the team would tell it. */
  readonly title: string;
  /** The cause id that `status` should tell. */
  readonly cause: string;
  /** Twice is once. */
  strike(world: Stricken): void;
  heal(world: Stricken): void;
}

export interface SickComponents {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  /** Component → how its pod is. */
  readonly pods: Readonly<Record<string, 'CrashLoopBackOff' | 'NotReady'>>;
  /** Component → what core's health checker says of it. */
  readonly health?: Readonly<Record<Component['name'], string>>;
  logs(now: Date): readonly ComponentLog[];
}

/** Components that are sick in their pods, in their health and in their logs. */
export function defineSickComponents({ pods, health = {}, logs, ...rest }: SickComponents): Trouble {
  return {
    ...rest,
    strike({ estate: { harbor }, cluster }) {
      const { state } = harbor;
      for (const [component, how] of Object.entries(pods)) sickenPods(cluster, component, how);
      for (const [component, says] of Object.entries(health)) state.ailing.set(component, says);
      state.logs.set(rest.id, logs(state.now()));
    },
    heal({ estate: { harbor }, cluster }) {
      for (const component of Object.keys(pods)) replacePods(cluster, component);
      for (const component of Object.keys(health)) harbor.state.ailing.delete(component);
      harbor.state.logs.delete(rest.id);
    },
  };
}

function sickenPods(cluster: SandboxCluster, component: string, how: string): void {
  for (const pod of podsOf(cluster, component)) {
    const annotations = { ...pod.metadata.annotations, [STATE_ANNOTATION]: how };
    cluster.store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
  }
}

/** A pod that is gone takes its state with it; its controller makes a well one. */
function replacePods(cluster: SandboxCluster, component: string): void {
  for (const { metadata } of podsOf(cluster, component))
    cluster.delete('pods', HARBOR_NAMESPACE, metadata.name);
}

function podsOf({ store }: SandboxCluster, component: string): readonly Pod[] {
  return store
    .list<Pod>('pods', HARBOR_NAMESPACE)
    .filter(({ metadata }) => metadata.labels?.['component'] === component);
}
