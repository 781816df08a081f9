import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-panic',
  severity: 'medium',
  signs: [
    {
      pattern: /[^\n]{0,100}runtime error: [^\n]{1,200}; stack:[^\n]{0,100}/,
      specimen:
        'Run job REPLICATION:4c89bc029bc7 error: runtime error: invalid memory address or nil pointer dereference; stack: goroutine 1',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/runner/redis.go',
    },
  ],
  words: {
    en: {
      title: 'Job crashed',
      probably: 'a job crashed by a fault in its code',
      explains: 'Harbor catches it and marks the job failed.',
      steps: ['Upgrade; report it with the stack.'],
    },
  },
});
