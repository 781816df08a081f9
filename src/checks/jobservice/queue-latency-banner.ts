import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'queue-latency-banner',
  severity: 'medium',
  signs: [
    {
      pattern: /jobs have been pending for execution for over 24 hours/,
      specimen:
        'Certain jobs have been pending for execution for over 24 hours. Please check the job service dashboard.',
      source: 'goharbor/harbor#19923',
    },
  ],
  words: {
    en: {
      title: 'Jobs wait for a day',
      probably: 'jobs have waited for more than a day',
      explains: 'No worker is free, or the pool is gone.',
      steps: ['`jobs` shows which kind waits; stop what is not needed, raise the workers.'],
    },
  },
});
