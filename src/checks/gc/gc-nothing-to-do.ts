import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-nothing-to-do',
  severity: 'low',
  signs: [
    {
      pattern: /no need to execute GC as there is no non referenced artifacts/,
      specimen: 'no need to execute GC as there is no non referenced artifacts.',
      source: 'goharbor/harbor@c50c7dd:src/jobservice/job/impl/gc/garbage_collection.go',
    },
  ],
  words: {
    en: {
      title: 'Nothing to collect',
      probably: 'there is nothing to collect',
      explains: 'Nothing unreferenced is old enough.',
      steps: ['Nothing to do.'],
    },
  },
});
