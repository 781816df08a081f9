import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { apiOf } from '../../facts/jobservice-steps.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';
import { scheduler } from '../../probes/sync/scheduler.ts';

export default defineComponentCheck({
  id: 'scheduler-paused',
  stage: 'spec',
  severity: 'medium',
  rows: [],
  signs: [],
  needs: { policy: replicationPolicy, scheduler },
  uses: { asked: scheduler },
  judge({ policy, scheduler: { paused } }, { asked }) {
    if (policy.trigger !== 'scheduled' || !paused) return { outcome: 'pass' };
    const evidence = quoted('Harbor', 'schedules: paused', asked);
    return { outcome: 'fail', evidence: [evidence], data: { name: policy.name, cron: policy.cron ?? '' } };
  },
  words: {
    en: {
      title: 'Schedules paused',
      summary: ({ name }) => `All schedules of this Harbor are paused, so nothing starts \`${name}\`.`,
      probably: 'all schedules are paused',
      explains:
        'Somebody paused the scheduler in the job service dashboard; scheduled replications, scans and collections do not begin until it is resumed.',
      steps: ({ pull }) => [
        `Resume it in Administration → Job Service Dashboard → Schedules, or \`curl -u <user> -X PUT -H 'Content-Type: application/json' -d '{"action":"resume"}' ${apiOf(pull)}/jobservice/queues/SCHEDULER\`.`,
        'Start once by hand what was missed.',
      ],
    },
  },
});
