/** A way for what lives beside Harbor to be sick, switched on and off while the world runs. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { type KubeObject, timestamp } from '../cluster/objects.ts';
import { definitionOf } from './definitions.ts';

export interface Ailment {
  readonly id: string;
  /** As the team would tell it. */
  readonly title: string;
  /** Installs what is needed first. Twice is once. */
  strike(cluster: SandboxCluster): void;
  /** How it looks once somebody mended it. */
  heal(cluster: SandboxCluster): void;
}

export interface AilmentPlan {
  readonly id: string;
  readonly title: string;
  /** Objects while it is sick, and once it is well. */
  sick(now: Date): readonly KubeObject[];
  well(now: Date): readonly KubeObject[];
  /** Objects that are not there while it is sick. */
  missing?(now: Date): readonly KubeObject[];
  /** What has to be there for it, made where it is not. */
  readonly beside?: readonly KubeObject[];
}

export function defineAilment({ id, title, sick, well, missing, beside = [] }: AilmentPlan): Ailment {
  return {
    id,
    title,
    strike(cluster) {
      const now = new Date();
      for (const object of beside) if (!isThere(cluster, object)) put(cluster, object);
      for (const object of sick(now)) put(cluster, object);
      for (const object of missing?.(now) ?? []) remove(cluster, object);
    },
    heal(cluster) {
      for (const object of well(new Date())) put(cluster, object);
    },
  };
}

/** `2026-11-20T09:46:00Z`, so many minutes before. */
export function minutesBefore(now: Date, minutes: number): string {
  return timestamp(new Date(now.getTime() - minutes * 60_000));
}

/** Whole: what an object no longer says is gone, which merging would keep. */
function put(cluster: SandboxCluster, object: KubeObject): void {
  teach(cluster, object);
  if (isThere(cluster, object)) cluster.store.replace(idOf(object), object);
  else cluster.apply([object]);
}

function isThere(cluster: SandboxCluster, object: KubeObject): boolean {
  const { namespace = '', name } = object.metadata;
  return cluster.get(idOf(object), namespace, name) !== undefined;
}

function remove(cluster: SandboxCluster, object: KubeObject): void {
  teach(cluster, object);
  cluster.delete(idOf(object), object.metadata.namespace ?? '', object.metadata.name);
}

function teach(cluster: SandboxCluster, { apiVersion = '', kind = '' }: KubeObject): void {
  const isBuiltIn = !apiVersion.includes('.') || apiVersion.includes('.k8s.io/');
  if (!isBuiltIn) cluster.apply([definitionOf(apiVersion, kind)]);
}

function idOf({ apiVersion = '', kind = '' }: KubeObject): string {
  const lower = kind.toLowerCase();
  const plural = lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
  const [group = '', version] = apiVersion.split('/');
  return version === undefined ? plural : `${plural}.${group}`;
}
