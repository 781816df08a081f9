import { z } from 'zod';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import type { Probe } from '../../engine/probe.ts';

/** harbor-operator's object for a whole Harbor. */
export interface HarborClusterFact {
  readonly name: string;
  readonly externalUrl: string | null;
  /** `healthy`, `unhealthy`, `provisioning`; null: the operator has not written one. */
  readonly status: string | null;
  readonly conditions: readonly ClusterCondition[];
}

export interface ClusterCondition {
  /** CacheReady, DatabaseReady, StorageReady, ServiceReady, … */
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly since: string | null;
}

const KIND = { group: 'goharbor.io', plural: 'harborclusters' } as const;

const spec = z.object({ externalURL: z.string().optional() }).catch({});
const status = z
  .object({
    status: z.string().optional(),
    conditions: z
      .array(
        z.object({
          type: z.string(),
          status: z.string(),
          reason: z.string().optional(),
          message: z.string().optional(),
          lastTransitionTime: z.string().optional(),
        }),
      )
      .optional(),
  })
  .catch({});

/** Null: no operator looks after this installation. */
export const harborCluster: Probe<HarborClusterFact | null> = {
  id: 'harbor-cluster',
  asks: () => 'reading its HarborCluster',
  rights: [{ ...right(), verb: 'list' }],
  async ask(context) {
    const { reader, namespace, instance } = siteOf(context, 'harbor');
    const objects = toldBy(await reader.objects(KIND, namespace)) ?? [];
    const mine = objects.find(({ metadata }) => metadata.name === instance) ?? objects[0];
    return mine ? read(mine) : null;
  },
};

function right() {
  return { group: KIND.group, resource: KIND.plural } as const;
}

function read(object: KubeObject): HarborClusterFact {
  const told = status.parse(object.status ?? {});
  return {
    name: object.metadata.name,
    externalUrl: spec.parse(object.spec ?? {}).externalURL ?? null,
    status: told.status ?? null,
    conditions: (told.conditions ?? []).map(({ type, status: is, reason, message, lastTransitionTime }) => ({
      type,
      status: is,
      reason: reason ?? null,
      message: message ?? null,
      since: lastTransitionTime ?? null,
    })),
  };
}
