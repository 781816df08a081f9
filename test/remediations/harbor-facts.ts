/** Literal facts of a Harbor, its policy and its executions. */
import type { ReplicationExecution, ReplicationPolicy } from '../../src/engine/harbor/records.ts';
import type { Pull } from '../../src/engine/subject.ts';
import { HARBOR } from './restart-facts.ts';

/** The time at which answers of `planned` were given. */
export const ASKED = '2026-11-21T02:00:00.000Z';

export const REPLICATION: Pull = {
  ...HARBOR,
  sync: { kind: 'replication-policy', name: 'nightly-to-dr', registry: 'harbor', policy: 11 },
};
/** Found in a cluster, not configured. */
export const DISCOVERED: Pull = {
  ...REPLICATION,
  ...(HARBOR.installation ? { installation: { ...HARBOR.installation, foundBy: 'discovery' } } : {}),
};

export const harborOfVersion = (version: string | null) => ({ 'harbor-info': { version } });

export function policy(over: Partial<ReplicationPolicy> = {}) {
  const endpoint = {
    id: 3,
    name: 'dr',
    type: 'harbor',
    url: 'https://dr.acme.test',
    status: null,
    insecure: false,
  };
  const literal: ReplicationPolicy = {
    id: 11,
    name: 'nightly-to-dr',
    enabled: true,
    trigger: 'scheduled',
    cron: '0 0 2 * * *',
    direction: 'push',
    endpoint,
    override: false,
    filters: ['name=shop/**'],
    destinationNamespace: null,
    oneAtATime: false,
    speedKb: null,
    ...over,
  };
  return { 'replication-policy': literal };
}

export function execution(id: number, over: Partial<ReplicationExecution> = {}): ReplicationExecution {
  return {
    id,
    policy: 11,
    state: 'running',
    says: null,
    trigger: 'scheduled',
    total: 4,
    succeeded: 1,
    failed: 0,
    running: 3,
    stopped: 0,
    startedAt: '2026-11-20T23:00:00.000Z',
    endedAt: null,
    ...over,
  };
}

/** Newest first; the first that is open tells. */
export function executions(...last: readonly ReplicationExecution[]) {
  const telling = last.findLast(({ endedAt }) => endedAt === null) ?? last[0] ?? null;
  return { 'replication-executions': { last, endings: { over: 0, failed: 0, open: 0 }, telling } };
}

export const reached = (well: boolean, says = well ? '200' : '401 unauthorized') => ({
  'endpoint-ping': { endpoint: policy()['replication-policy'].endpoint, ping: { well, says } },
});

/** Of the probe `harbor-project`. */
export const HARBOR_PROJECT = {
  registry: 'harbor',
  host: 'harbor.acme.test',
  version: '2.13.1',
  project: { id: 3, name: 'shop', public: false },
  owner: 'ines',
};
