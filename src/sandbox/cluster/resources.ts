/** Which resources the API server serves: a table, so that another one is another line. */
import type { KubeObject } from './objects.ts';

export interface Resource {
  /** `pods`, `deployments.apps`: the name under which the store keeps it and errors speak of it. */
  readonly id: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly subresources: readonly string[];
  /** Strategic merge needs Go types; custom resources have none and refuse it. */
  readonly custom: boolean;
}

type Row = readonly [
  plural: string,
  kind: string,
  short?: string | undefined,
  scope?: 'cluster' | undefined,
  subresources?: string,
];

const SERVED: Readonly<Record<string, readonly Row[]>> = {
  '/v1': [
    ['pods', 'Pod', 'po', undefined, 'status,log,eviction,ephemeralcontainers'],
    ['events', 'Event', 'ev'],
    ['secrets', 'Secret'],
    ['serviceaccounts', 'ServiceAccount', 'sa'],
    ['nodes', 'Node', 'no', 'cluster', 'status'],
    ['namespaces', 'Namespace', 'ns', 'cluster', 'status'],
    ['services', 'Service', 'svc', undefined, 'status,proxy'],
    ['endpoints', 'Endpoints', 'ep'],
    ['configmaps', 'ConfigMap', 'cm'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', 'pvc', undefined, 'status'],
    ['persistentvolumes', 'PersistentVolume', 'pv', 'cluster', 'status'],
  ],
  'apps/v1': [
    ['deployments', 'Deployment', 'deploy', undefined, 'status,scale'],
    ['replicasets', 'ReplicaSet', 'rs', undefined, 'status,scale'],
    ['statefulsets', 'StatefulSet', 'sts', undefined, 'status,scale'],
    ['daemonsets', 'DaemonSet', 'ds', undefined, 'status'],
    ['controllerrevisions', 'ControllerRevision'],
  ],
  'batch/v1': [
    ['jobs', 'Job', undefined, undefined, 'status'],
    ['cronjobs', 'CronJob', 'cj', undefined, 'status'],
  ],
  'networking.k8s.io/v1': [
    ['ingresses', 'Ingress', 'ing', undefined, 'status'],
    ['networkpolicies', 'NetworkPolicy', 'netpol'],
  ],
  'discovery.k8s.io/v1': [['endpointslices', 'EndpointSlice']],
  'coordination.k8s.io/v1': [['leases', 'Lease']],
  // Read only: computed from the pods and nodes that run.
  'metrics.k8s.io/v1beta1': [
    ['nodes', 'NodeMetrics', undefined, 'cluster'],
    ['pods', 'PodMetrics'],
  ],
  // Kept and listed; who may do what is told by the identities (access.ts).
  'rbac.authorization.k8s.io/v1': [
    ['roles', 'Role'],
    ['rolebindings', 'RoleBinding'],
    ['clusterroles', 'ClusterRole', undefined, 'cluster'],
    ['clusterrolebindings', 'ClusterRoleBinding', undefined, 'cluster'],
  ],
  'storage.k8s.io/v1': [['storageclasses', 'StorageClass', 'sc', 'cluster']],
  'apiextensions.k8s.io/v1': [
    ['customresourcedefinitions', 'CustomResourceDefinition', 'crd', 'cluster', 'status'],
  ],
};

/** Every built-in resource. */
export function builtIn(): readonly Resource[] {
  return Object.entries(SERVED).flatMap(([groupVersion, rows]) =>
    rows.map(([plural, kind, short, scope, subresources]) => {
      const { group, version } = splitGroupVersion(groupVersion.replace(/^\//, ''));
      return {
        id: resourceId(plural, group),
        group,
        version,
        plural,
        singular: kind.toLowerCase(),
        kind,
        namespaced: scope !== 'cluster',
        shortNames: short ? [short] : [],
        subresources: subresources?.split(',') ?? [],
        custom: false,
      };
    }),
  );
}

/** The resources that a CustomResourceDefinition object adds, one per served version. */
export function fromDefinition(definition: KubeObject): readonly Resource[] {
  const spec = definition.spec as unknown as {
    group: string;
    scope?: string;
    names: { plural: string; singular?: string; kind: string; shortNames?: string[] };
    versions: { name: string; served?: boolean }[];
  };
  return spec.versions
    .filter((version) => version.served !== false)
    .map((version) => ({
      id: resourceId(spec.names.plural, spec.group),
      group: spec.group,
      version: version.name,
      plural: spec.names.plural,
      singular: spec.names.singular ?? spec.names.kind.toLowerCase(),
      kind: spec.names.kind,
      namespaced: spec.scope !== 'Cluster',
      shortNames: spec.names.shortNames ?? [],
      subresources: ['status'],
      custom: true,
    }));
}

export function resourceId(plural: string, group: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** `apps/v1` → group and version; `v1` → the core group. */
export function splitGroupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

export function apiVersionOf(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}
