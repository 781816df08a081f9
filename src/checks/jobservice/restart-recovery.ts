import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'restart-recovery',
  severity: 'low',
  signs: [
    {
      pattern: /Reap in-progress jobs/,
      specimen: 'Start: Reap in-progress jobs from the dead pools',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/worker/cworker/reaper.go',
    },
  ],
  words: {
    en: {
      title: 'Jobs taken over after a restart',
      probably: 'jobservice takes over jobs of a pool that is gone',
      explains: 'It follows every restart.',
      steps: ['Nothing to do.'],
    },
  },
});
