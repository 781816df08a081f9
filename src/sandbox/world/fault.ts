import type { Site } from './site.ts';

/** One trouble planted in the world, with the way out that a person would take. */
export interface Fault {
  /** The file's name. */
  readonly id: string;
  /** What happened, as the team would tell it. */
  readonly title: string;
  readonly subject: FaultSubject;
  /** The cause id that a diagnosis should reach. */
  readonly cause: string;
  /** Makes the trouble and the workload that suffers from it. */
  plant(site: Site): Promise<void>;
  /** Mends it; the kubelet then pulls and starts the pod. */
  heal(site: Site): Promise<void>;
}

export interface FaultSubject {
  readonly namespace: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
}

/** How a person would call it: the pod of a StatefulSet, else the workload. */
export function shortName({ namespace, kind, name }: FaultSubject): string {
  return `${namespace}/${kind === 'StatefulSet' ? `${name}-0` : name}`;
}
