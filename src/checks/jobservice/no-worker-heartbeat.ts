import { isAlive } from '../../engine/harbor/standstill.ts';
import { since } from '../../engine/since.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { jobserviceLog, restartJobservice, stopExecution } from '../../facts/jobservice-steps.ts';
import { jobsEvidence, REPLICATION, standingStill } from '../../facts/standing-still.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

export default defineComponentCheck({
  id: 'no-worker-heartbeat',
  severity: 'high',
  rows: ['S2-4.1', 'S2-4.7'],
  signs: [
    {
      pattern: /failed to get stats of worker pools/,
      specimen: 'failed to get stats of worker pools',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/worker/cworker/c_worker.go',
    },
  ],
  needs: { samples: jobSamples },
  uses: { tasks: replicationTasks },
  judge({ samples }, { tasks }, pull) {
    const last = samples.at(-1);
    if (!last || last.pools.some((pool) => isAlive(pool, last.at))) return { outcome: 'pass' };
    const still = standingStill(samples, tasks, pull);
    if (pull.sync !== undefined && still.length === 0) return { outcome: 'pass' };
    const beats = last.pools
      .flatMap(({ heartbeatAt }) => (heartbeatAt === null ? [] : [heartbeatAt]))
      .toSorted();
    const lastBeat = beats.at(-1);
    const data = {
      silent: lastBeat === undefined ? null : since(lastBeat, last.at),
      waiting: last.queues.reduce((sum, { waiting }) => sum + waiting, 0),
      execution: still[0]?.execution ?? null,
    };
    const type = still[0]?.type ?? last.queues[0]?.type ?? REPLICATION;
    return { outcome: 'fail', evidence: jobsEvidence(samples, type), data };
  },
  words: {
    en: {
      title: 'No worker shows life',
      summary: ({ silent, waiting }) =>
        `No worker pool of the job service is alive${silent === null ? '' : `: the last heartbeat was ${silent} ago`}; ${waiting === 0 ? 'nothing would work on a job' : `${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'} and nobody works on them`}.`,
      probably: 'no worker pool shows a heartbeat',
      explains:
        'A pool writes a heartbeat to Redis every few seconds. Without one the job service is down, hangs, or uses another Redis database than core. Its own health check may still pass.',
      steps: ({ data, pull }) => [
        `Look at the job service’s pods and its log: ${jobserviceLog(pull)}.`,
        restartJobservice(pull),
        ...(data?.execution == null
          ? []
          : [`If its tasks still do not move: ${stopExecution(pull, data.execution)}`]),
      ],
    },
  },
});
