import type { ClusterRight } from '../../engine/cluster.ts';

/** What finding installations reads, besides what the probes do. */
export const DISCOVERY_RIGHTS: readonly ClusterRight[] = [
  { group: '', resource: 'pods', verb: 'list' },
  { group: '', resource: 'configmaps', verb: 'list' },
  { group: 'networking.k8s.io', resource: 'ingresses', verb: 'list' },
  { group: 'goharbor.io', resource: 'harborclusters', verb: 'list' },
  { group: 'kangaroo.io', resource: 'registrysecrets', verb: 'list' },
];
