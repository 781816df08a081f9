import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-retrying',
  severity: 'low',
  signs: [
    {
      pattern: /Retrying job [A-Z_]{1,40}:\S{1,60}, revision/,
      specimen: 'Retrying job SLACK:795600d6dd62c2950b29b34a, revision: 1592657725',
      source: 'goharbor/harbor#12298',
    },
  ],
  words: {
    en: {
      title: 'Job is tried again',
      probably: 'a job failed and is tried again',
      explains: 'The next try may succeed.',
      steps: ['Nothing, unless it repeats.'],
    },
  },
});
