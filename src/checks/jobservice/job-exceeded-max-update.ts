import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-exceeded-max-update',
  severity: 'medium',
  signs: [
    {
      pattern: /Reaper: mark job \S{1,60} failed as job is still not finished/,
      specimen: 'Reaper: mark job %s failed as job is still not finished in 1 day',
      source: 'goharbor/harbor src/jobservice/worker/cworker/reaper.go; goharbor/harbor#20100',
    },
  ],
  words: {
    en: {
      title: 'Job gave no sign of life',
      probably: 'a job has not been updated for a day and was marked failed',
      explains: 'Its worker died or hangs.',
      steps: ['Look for restarts of jobservice at that time; run the job again.'],
    },
  },
});
