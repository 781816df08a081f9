import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-stopped',
  severity: 'low',
  signs: [
    {
      pattern: /received the stop signal, quit GC job/,
      specimen: 'received the stop signal, quit GC job.',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/job/impl/gc/garbage_collection.go',
    },
  ],
  words: {
    en: {
      title: 'Collection stopped',
      probably: 'garbage collection was stopped',
      explains: 'Somebody stopped it.',
      steps: ['Run it again when it suits.'],
    },
  },
});
