import type { ClusterRight } from '../../engine/cluster.ts';

/** What finding a subject reads, besides what the probes do. */
export const FIND_RIGHTS: readonly ClusterRight[] = [
  { group: '', resource: 'pods', verb: 'list' },
  { group: '', resource: 'events', verb: 'list' },
  { group: '', resource: 'namespaces', verb: 'list' },
  { group: 'apps', resource: 'deployments', verb: 'list' },
  { group: 'apps', resource: 'statefulsets', verb: 'list' },
  { group: 'apps', resource: 'daemonsets', verb: 'list' },
  { group: 'batch', resource: 'jobs', verb: 'list' },
  { group: 'batch', resource: 'cronjobs', verb: 'list' },
];
