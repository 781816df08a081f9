import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'health-not-yet-known',
  severity: 'low',
  signs: [
    {
      pattern: /"error":"unknown status"|^unknown status$/,
      specimen: 'unknown status',
      source: 'goharbor/harbor@c50c7dd:src/controller/health/checker.go',
    },
  ],
  words: {
    en: {
      title: 'Health not known yet',
      probably: 'the first health check has not come back yet',
      explains: 'Core has just started.',
      steps: ['Ask again in ten seconds.'],
    },
  },
});
