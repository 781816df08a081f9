import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'jobservice-not-ready',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to check the jobservice health status: timeout[^\n]{0,160}/,
      specimen:
        'failed to check the jobservice health status: timeout, error: received unexpected status code: 500',
      source: 'goharbor/harbor@c50c7dd:src/core/main.go',
    },
  ],
  words: {
    en: {
      title: 'Jobservice not ready',
      probably: 'core waited in vain for jobservice',
      explains: 'It starts after Redis and core, or fails itself.',
      steps: ['Read jobservice’s log from its start.'],
    },
  },
});
