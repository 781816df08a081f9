import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'sweep-backlog',
  severity: 'low',
  signs: [
    {
      pattern: /EXECUTION_SWEEP[^\n]{0,60}(?:grow|pend|backlog|queue)/,
      specimen: 'EXECUTION_SWEEP job queue is growing',
      source: 'goharbor/harbor#21283',
    },
  ],
  words: {
    en: {
      title: 'Sweep jobs pile up',
      probably: 'sweeping old executions is slower than they are made',
      explains: 'Each execution asks for a sweep; many rules make many.',
      steps: ['Upgrade (2.12 sweeps less); clear the EXECUTION_SWEEP queue.'],
    },
  },
});
