import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'retry-queue-resurrects',
  severity: 'medium',
  signs: [
    {
      pattern: /new \d{1,6} running tasks again/,
      specimen: 'Only 10 Running tasks is stopped, after few seconds there are new 10 running tasks again',
      source: 'goharbor/harbor#17424',
    },
  ],
  words: {
    en: {
      title: 'Stopped tasks come back',
      probably: 'stopped tasks come back from the retry queue',
      explains: 'Stopping ends what runs; what waits for a retry starts again.',
      steps: ['Stop again until the queue is empty, or clear the queue in the job dashboard.'],
    },
  },
});
