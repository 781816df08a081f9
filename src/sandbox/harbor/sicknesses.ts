/** Every way this Harbor can be sick. */
import { blobMissing } from './sickness/blob-missing.ts';
import { collectionFailedS3 } from './sickness/collection-failed-s3.ts';
import { collectionRunning } from './sickness/collection-running.ts';
import { databaseConnections } from './sickness/database-connections.ts';
import { databaseDown } from './sickness/database-down.ts';
import { destinationBlob401 } from './sickness/destination-blob-401.ts';
import { executionSweepBacklog } from './sickness/execution-sweep-backlog.ts';
import { notificationRace } from './sickness/notification-race.ts';
import { policyUndeletable } from './sickness/policy-undeletable.ts';
import { queuePaused } from './sickness/queue-paused.ts';
import { quotaFull } from './sickness/quota-full.ts';
import { readOnly } from './sickness/read-only.ts';
import { redisDown } from './sickness/redis-down.ts';
import { replicationDns } from './sickness/replication-dns.ts';
import { replicationStuck } from './sickness/replication-stuck.ts';
import { robotExpired } from './sickness/robot-expired.ts';
import { scanAllStuck } from './sickness/scan-all-stuck.ts';
import { schedulerPaused } from './sickness/scheduler-paused.ts';
import type { Sickness } from './sickness/sickness.ts';
import { sourceListTags500 } from './sickness/source-list-tags-500.ts';
import { targetQuota } from './sickness/target-quota.ts';
import { versionSkew } from './sickness/version-skew.ts';
import { workersBusy } from './sickness/workers-busy.ts';
import { workersDead } from './sickness/workers-dead.ts';
import { zeroByteTags } from './sickness/zero-byte-tags.ts';

export const SICKNESSES: readonly Sickness[] = [
  replicationStuck,
  workersBusy,
  workersDead,
  replicationDns,
  destinationBlob401,
  notificationRace,
  sourceListTags500,
  versionSkew,
  targetQuota,
  queuePaused,
  schedulerPaused,
  collectionFailedS3,
  collectionRunning,
  readOnly,
  robotExpired,
  quotaFull,
  zeroByteTags,
  blobMissing,
  databaseDown,
  databaseConnections,
  redisDown,
  scanAllStuck,
  policyUndeletable,
  executionSweepBacklog,
];
