/** What single verbs read of a cluster themselves, besides what probes and the search for a subject read. */
import type { ClusterRight } from '../engine/cluster.ts';
import { callRights } from '../engine/harbor/call-rights.ts';
import type { HarborRight } from '../engine/harbor/right.ts';
import { THERISEUNION_USUAL } from '../engine/kubernetes/theriseunion-registry-secret.ts';
import { VOLUME_CLAIMS } from '../engine/kubernetes/volume-claim.ts';
import { COLLECTED } from './bundle/collect-objects.ts';

const LOGS: ClusterRight = { group: '', resource: 'pods/log', verb: 'get' };

export const VERB_RIGHTS: readonly ClusterRight[] = [
  // sweep
  { group: '', resource: 'nodes', verb: 'list' },
  { group: '', resource: 'secrets', verb: 'get' },
  // scan-logs
  LOGS,
  // storage
  { group: VOLUME_CLAIMS.group, resource: VOLUME_CLAIMS.plural, verb: 'list' },
  // why-sync-fails
  { group: THERISEUNION_USUAL, resource: 'repositories', verb: 'list' },
  // bundle
  ...COLLECTED.map(({ group, plural }): ClusterRight => ({ group, resource: plural, verb: 'list' })),
];

/** What the watch of pulls reads, where `alerts.watch` names clusters. */
export const WATCH_RIGHTS: readonly ClusterRight[] = [
  { group: '', resource: 'pods', verb: 'list' },
  { group: '', resource: 'pods', verb: 'watch' },
];

/** What single verbs read of Harbor themselves. */
export const VERB_HARBOR_RIGHTS: readonly HarborRight[] = [
  // status
  ...callRights('volumes', 'quotas', 'queues', 'collections', 'collectionSchedule', 'scanAll', 'schedules'),
  ...callRights('policies', 'executions'),
  // storage
  ...callRights('projects', 'quotas', 'projectQuota', 'volumes'),
  // jobs, and finding what to sync
  ...callRights('schedules', 'policies', 'executions', 'tasks'),
  // why-slow: proxy projects
  ...callRights('projects', 'endpoints'),
];
