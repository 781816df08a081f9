import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registry-oom',
  severity: 'high',
  signs: [
    {
      pattern: /fatal error: runtime: (?:out of memory|cannot allocate memory)/,
      specimen: 'fatal error: runtime: out of memory',
      source: 'goharbor/harbor#11687',
    },
  ],
  words: {
    en: {
      title: 'Registry out of memory',
      probably: 'the registry ran out of memory',
      explains: 'Large uploads with many parts, or a limit that is too small.',
      steps: ['Raise its memory limit; lower `chunksize` and parallel uploads.'],
    },
  },
});
