import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'no-worker-heartbeat',
  severity: 'high',
  signs: [
    {
      pattern: /failed to get stats of worker pools/,
      specimen: 'failed to get stats of worker pools',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/worker/cworker/c_worker.go',
    },
  ],
  words: {
    en: {
      title: 'No worker shows life',
      probably: 'no worker pool shows a heartbeat',
      explains: 'Jobservice is down, or uses another Redis namespace.',
      steps: ['Look at the jobservice pods and at their Redis address.'],
    },
  },
});
