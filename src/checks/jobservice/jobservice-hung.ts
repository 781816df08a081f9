import { defineComponentCheck } from '../../facts/component-check.ts';
import { jobserviceLog, restartJobservice } from '../../facts/jobservice-steps.ts';
import { jobsEvidence, standingStill } from '../../facts/standing-still.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

export default defineComponentCheck({
  id: 'jobservice-hung',
  severity: 'high',
  rows: ['S2-4.1', 'S2-4.7'],
  signs: [
    {
      pattern: /job is pending all the time/,
      specimen:
        "the harbor's replication job is pending all the time for nearly one day, and it's ok after restart harbor",
      source: 'goharbor/harbor#6415',
    },
  ],
  needs: { samples: jobSamples },
  uses: { tasks: replicationTasks },
  judge({ samples }, { tasks }, pull) {
    const still = standingStill(samples, tasks, pull).find(({ why }) => why === 'not-given');
    if (!still) return { outcome: 'pass' };
    const { type, waiting, oldest } = still;
    return { outcome: 'fail', evidence: jobsEvidence(samples, type), data: { type, waiting, oldest } };
  },
  words: {
    en: {
      title: 'Jobservice hangs',
      summary: ({ type, waiting, oldest }) =>
        `${waiting} ${type} ${waiting === 1 ? 'job waits' : 'jobs wait'}${oldest === null ? '' : `, the oldest for ${oldest}`}, workers are idle and beat, and none takes a job: the job service does not hand them out.`,
      probably: 'jobservice takes no jobs any more',
      explains: 'Jobs stay pending until it is restarted; its connections to Redis or core are stuck.',
      steps: ({ pull }) => [
        `Look for errors of Redis in its log: ${jobserviceLog(pull)}.`,
        restartJobservice(pull),
        'Upgrade if it comes back.',
      ],
    },
  },
});
