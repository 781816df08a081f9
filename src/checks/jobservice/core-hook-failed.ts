import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-hook-failed',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to report status change via hook[^\n]{0,160}/,
      specimen: "failed to report status change via hook, expect '200' but got '500'",
      source: 'goharbor/harbor@c50c7dd:src/jobservice/hook/hook_client.go',
    },
  ],
  words: {
    en: {
      title: 'Core did not take a status',
      probably: 'core did not take a job’s status',
      explains: 'Core was busy or down; it is tried again.',
      steps: ['Look at core at that time.'],
    },
  },
});
