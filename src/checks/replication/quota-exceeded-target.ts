import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'quota-exceeded-target',
  severity: 'medium',
  signs: [
    {
      pattern: /[Rr]eplication[^\n]{0,120}exceed(?:ing|s|ed)?[^\n]{0,40}(?:upper limit|quota)/,
      specimen: 'Harbor Replication failed for exceeding the configured upper limit',
      source: 'goharbor/harbor#18298',
    },
  ],
  words: {
    en: {
      title: 'Quota at the target exceeded',
      probably: 'the target project’s quota does not allow more',
      explains: 'The source is fine; the target refuses.',
      steps: ['Raise the quota at the target, or clean it.'],
    },
  },
});
