import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-sweep-error',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to delete blob from storage[^\n]{0,300}|failed to exec DeleteBlob retry after[^\n]{0,300}|failed to delete GC candidates[^\n]{0,300}|failed to execute GC job at sweep phase[^\n]{0,300}/,
      specimen:
        '2020-08-21T10:24:04Z [ERROR] [/jobservice/job/impl/gc/garbage_collection.go:163]: failed to execute GC job at sweep phase, error: failed to delete blob from storage: sha256:8a0fdda4d13959c085d949fae822dae5fd2d384208a6a9600ebb46ea3baaff23',
      source: 'goharbor/harbor#12850',
    },
  ],
  words: {
    en: {
      title: 'Collection could not delete',
      probably: 'garbage collection could not delete from the storage',
      explains: 'The storage or registryctl answered an error.',
      steps: ['Read registryctl’s log at that time.'],
    },
  },
});
