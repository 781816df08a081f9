import { defineComponentCheck } from '../../facts/component-check.ts';
import { apiOf } from '../../facts/jobservice-steps.ts';
import { jobsEvidence, standingStill } from '../../facts/standing-still.ts';
import { jobSamples } from '../../probes/sync/job-samples.ts';
import { replicationTasks } from '../../probes/sync/replication-tasks.ts';

export default defineComponentCheck({
  id: 'queue-paused',
  severity: 'high',
  rows: [],
  signs: [],
  needs: { samples: jobSamples },
  uses: { tasks: replicationTasks },
  judge({ samples }, { tasks }, pull) {
    const paused = standingStill(samples, tasks, pull).find(({ why }) => why === 'paused');
    if (!paused) return { outcome: 'pass' };
    const { type, waiting, oldest } = paused;
    return { outcome: 'fail', evidence: jobsEvidence(samples, type), data: { type, waiting, oldest } };
  },
  words: {
    en: {
      title: 'Job queue paused',
      summary: ({ type, waiting, oldest }) =>
        `The queue of ${type} jobs is paused; ${waiting} wait in it${oldest === null ? '' : `, the oldest for ${oldest}`}.`,
      probably: 'the queue of these jobs is paused',
      explains:
        'Somebody paused it in the job service dashboard; the pause is kept over restarts, and what is started meanwhile only waits.',
      steps: ({ data, pull }) => [
        'Ask who paused it and why, before it is resumed.',
        `Resume it in Administration → Job Service Dashboard, or \`curl -u <user> -X PUT -H 'Content-Type: application/json' -d '{"action":"resume"}' ${apiOf(pull)}/jobservice/queues/${data?.type ?? '<type>'}\`.`,
      ],
    },
  },
});
