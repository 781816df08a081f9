import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'cannot-stop-pending',
  severity: 'low',
  signs: [
    {
      pattern: /job '[0-9a-f]{1,40}' is not a running job/,
      specimen:
        '[ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/734a11140d939ef700889725\' error: 500 {"code":10008,"message":"Stop job failed with error","details":"job \'734a11140d939ef700889725\' is not a running job"}',
      source: 'goharbor/harbor#7296',
    },
  ],
  words: {
    en: {
      title: 'Pending job cannot be stopped',
      probably: 'a job that only waits cannot be stopped this way',
      explains: 'Old versions stop only running jobs.',
      steps: ['Clear the queue, or wait until it runs.'],
    },
  },
});
