import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'quota-refresh-error',
  severity: 'low',
  signs: [
    {
      pattern: /refresh quota for \S{1,80} \S{1,80} failed, error:[^\n]{0,160}/,
      specimen: 'refresh quota for %s %s failed, error: %v',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/quota/quota.go',
    },
  ],
  words: {
    en: {
      title: 'Quota could not be refreshed',
      probably: 'Harbor could not recount a quota',
      explains: 'The figure may be off until the next change.',
      steps: ['Recount it: the quota sync job, or push once.'],
    },
  },
});
