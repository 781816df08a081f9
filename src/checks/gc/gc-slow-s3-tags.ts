import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-slow-s3-tags',
  severity: 'medium',
  signs: [
    {
      pattern: /GC job is stuck after deleting the first manifest/,
      specimen: 'GC job is stuck after deleting the first manifest',
      source: 'goharbor/harbor#18132',
    },
  ],
  words: {
    en: {
      title: 'Collection slow on S3',
      probably: 'garbage collection is slow because S3 lists tags slowly',
      explains: 'Each manifest makes many list calls.',
      steps: ['Upgrade; run with more workers; let it finish.'],
    },
  },
});
