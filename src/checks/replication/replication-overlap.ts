import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'replication-overlap',
  severity: 'low',
  signs: [
    {
      pattern: /Execution skipped: active replication still in progress/,
      specimen: 'Execution skipped: active replication still in progress.',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/execution.go',
    },
  ],
  words: {
    en: {
      title: 'Replication still runs',
      probably: 'the last run of this rule has not ended, so this one was skipped',
      explains: 'Single-active rules do not overlap.',
      steps: ['Nothing, unless the active run hangs.'],
    },
  },
});
