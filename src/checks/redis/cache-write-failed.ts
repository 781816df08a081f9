import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'cache-write-failed',
  severity: 'low',
  signs: [
    {
      pattern: /failed to save value to cache, error:(?! ?(?:MISCONF|OOM|NOAUTH|READONLY))[^\n]{0,160}/,
      specimen:
        '2022-05-11T02:42:59Z [WARNING] [/lib/cache/helper.go:65]: failed to save value to cache, error: MOVED 11633 172.28.58.198:6379',
      source: 'goharbor/harbor#16837',
    },
  ],
  words: {
    en: {
      title: 'Cache not written',
      probably: 'core could not write its cache',
      explains: 'Redis refused or moved; the answer is right, only slower.',
      steps: ['Look at Redis; a cluster is not supported.'],
    },
  },
});
