/** What is asked about a slow pull beside what every diagnosis asks. */
import type { Probe } from '../../engine/probe.ts';
import { clusterDns } from '../../probes/cluster-dns.ts';
import { download } from '../../probes/download.ts';
import { lookupTimes } from '../../probes/lookup-times.ts';
import { nearSources } from '../../probes/near-sources.ts';
import { nodeSpeeds } from '../../probes/node-speeds.ts';
import { pullCrowd } from '../../probes/pull-crowd.ts';
import { pullTimes } from '../../probes/pull-times.ts';
import { nodeDisks } from '../../probes/storage/node-disks.ts';

export const SLOW_PROBES: readonly Probe<unknown>[] = [
  pullTimes,
  download,
  pullCrowd,
  nodeSpeeds,
  lookupTimes,
  clusterDns,
  nearSources,
  nodeDisks,
];
