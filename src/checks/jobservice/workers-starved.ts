import { since } from '../../engine/since.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { apiOf } from '../../facts/jobservice-steps.ts';
import { jobsEvidence, standingStill } from '../../facts/standing-still.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

export default defineComponentCheck({
  id: 'workers-starved',
  severity: 'medium',
  rows: ['S2-4.1'],
  signs: [],
  needs: { samples: jobSamples },
  uses: { tasks: replicationTasks },
  judge({ samples }, { tasks }, pull) {
    const last = samples.at(-1);
    const starved = standingStill(samples, tasks, pull).find(({ why }) => why === 'starved');
    if (!last || !starved) return { outcome: 'pass' };
    const held = last.workers.flatMap(({ job }) => (job === null ? [] : [job]));
    const oldest = held.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).toSorted()[0];
    const byType = Map.groupBy(held, ({ type }) => type);
    const data = {
      workers: last.workers.length,
      waiting: starved.waiting,
      type: starved.type,
      age: oldest === undefined ? null : since(oldest, last.at),
      holds: [...byType].map(([type, jobs]) => `${jobs.length} ${type}`),
    };
    return { outcome: 'fail', evidence: jobsEvidence(samples, starved.type), data };
  },
  words: {
    en: {
      title: 'Every worker held by long jobs',
      summary: ({ workers, waiting, type, age, holds }) =>
        `All ${workers} workers hold jobs that began long ago (${holds.join(', ')}${age === null ? '' : `; the oldest ${age} ago`}), so ${waiting} ${type} ${waiting === 1 ? 'job waits' : 'jobs wait'}.`,
      probably: 'every worker is held by jobs that run for long',
      explains:
        'A pool has ten workers unless configured otherwise. Copies of large blobs, a slow other side or a speed limit keep them; a running copy looks for a stop only between two blobs (goharbor/harbor#15708).',
      steps: ({ pull }) => [
        '`/registry jobs` shows what each worker runs and since when.',
        `Stop what is not needed: \`curl -u <user> -X PUT ${apiOf(pull)}/replication/executions/<id>\`; it may take until the blob is copied.`,
        'More workers: `jobservice.maxJobWorkers` of the chart, `max_job_workers` in harbor.yml; or let huge copies run at another time.',
      ],
    },
  },
});
