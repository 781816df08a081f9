/** A Harbor of literal answers, for tests of what reads it. */
import type { HarborAnswer } from '../../src/engine/harbor/answers.ts';
import type { HarborReader } from '../../src/engine/harbor/reader.ts';

const absent = async () => ({ ended: 'absent' as const, says: '404 not in this test', requestId: 'r' });

/** `parts` answers; every other call ends `absent`. */
export function literalHarbor(parts: Partial<HarborReader> = {}): HarborReader {
  return {
    origin: 'https://harbor.acme.test',
    identity: 'login',
    api: async () => told('v2.0'),
    ping: absent,
    health: absent,
    info: absent,
    volumes: absent,
    account: absent,
    robots: absent,
    audit: absent,
    configuration: absent,
    pools: absent,
    workers: absent,
    queues: absent,
    jobLog: absent,
    schedules: absent,
    schedulerPaused: absent,
    collections: absent,
    collectionLog: absent,
    collectionSchedule: absent,
    scanAll: absent,
    projects: absent,
    project: absent,
    projectExists: absent,
    quotas: absent,
    projectQuota: absent,
    repositories: absent,
    artifacts: absent,
    artifact: absent,
    policies: absent,
    endpoints: absent,
    pingEndpoint: absent,
    executions: absent,
    execution: absent,
    tasks: absent,
    taskLog: absent,
    policyRecord: absent,
    ...parts,
  };
}

export function told<T>(value: T): Extract<HarborAnswer<T>, { ended: 'found' }> {
  return { ended: 'found', value, requestId: 'r' };
}
