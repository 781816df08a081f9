import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'override-disabled',
  severity: 'low',
  signs: [
    {
      pattern: /but the "override" is set to false, skip/,
      specimen:
        'the same name artifact library/nginx:1.25 exists on the destination registry, but the "override" is set to false, skip',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  words: {
    en: {
      title: 'Target exists and may not be replaced',
      probably: 'the target has this tag, and the rule may not replace it',
      explains: 'Override is off.',
      steps: ['Switch on override, or delete it at the target.'],
    },
  },
});
