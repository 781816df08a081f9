import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-redis-cache',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to clean registry cache[^\n]{0,200}/,
      specimen: 'failed to clean registry cache redis: connection refused, pattern blobs::*',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/job/impl/gc/garbage_collection.go',
    },
  ],
  words: {
    en: {
      title: 'Collection cannot clear the cache',
      probably: 'garbage collection could not clear the registry’s cache',
      explains: 'Redis was not reachable; the registry may believe in deleted blobs.',
      steps: ['Look at Redis; flush the registry’s database index.'],
    },
  },
});
