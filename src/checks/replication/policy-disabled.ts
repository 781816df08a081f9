import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'policy-disabled',
  severity: 'low',
  signs: [
    {
      pattern: /the policy \d{1,9} is disabled/,
      specimen: 'the policy 8 is disabled',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/execution.go',
    },
  ],
  words: {
    en: {
      title: 'Rule disabled',
      probably: 'the replication rule is disabled',
      explains: 'Somebody switched it off.',
      steps: ['Enable it.'],
    },
  },
});
