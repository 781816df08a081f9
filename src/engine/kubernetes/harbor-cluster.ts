/** harbor-operator's HarborCluster (goharbor.io): how the operator sees a whole Harbor. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { textAt } from './fields.ts';

export const HARBOR_CLUSTERS = { group: 'goharbor.io', plural: 'harborclusters' } as const;

export interface HarborClusterObject {
  readonly namespace: string;
  readonly name: string;
  readonly publicUrl: string | null;
  /** Of Harbor, X.Y.Z. */
  readonly version: string | null;
  /** `healthy`, `unhealthy`, `provisioning`; null: not written yet. May be older than the truth. */
  readonly status: string | null;
  /** CacheReady, DatabaseReady, StorageReady, ServiceReady, ConfigurationReady, Ready. */
  readonly conditions: readonly Condition[];
  /** The first of them that is not True: what the operator waits for. */
  readonly waitsFor: Condition | null;
  readonly operatorVersion: string | null;
  /** Redis, RedisFailover; PostgreSQL, Zlando/PostgreSQL; MinIO, S3, … */
  readonly cache: string | null;
  readonly database: string | null;
  readonly storage: string | null;
}

/** In the order in which the operator needs them (goharbor/harbor-operator apis/goharbor.io/v1beta1). */
const ORDER = ['CacheReady', 'DatabaseReady', 'StorageReady', 'ServiceReady', 'ConfigurationReady'];

export function harborClusterOf(object: KubeObject): HarborClusterObject {
  const { metadata, spec, status } = object;
  const conditions = conditionsOf(object);
  const missing = conditions.filter((one) => one.status !== 'True');
  const first = ORDER.flatMap((type) => missing.find((one) => one.type === type) ?? [])[0];
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    publicUrl: textAt(spec, 'externalURL'),
    version: textAt(spec, 'version'),
    status: textAt(status, 'status'),
    conditions,
    waitsFor: first ?? missing[0] ?? null,
    operatorVersion: textAt(status, 'operator', 'controllerVersion'),
    cache: textAt(spec, 'cache', 'kind'),
    database: textAt(spec, 'database', 'kind'),
    storage: textAt(spec, 'storage', 'kind'),
  };
}
