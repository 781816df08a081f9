import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'queue-stop-incomplete',
  severity: 'low',
  signs: [
    {
      pattern: /updated back to 'Queued'/,
      specimen: "Wait for max 1 hour the scan status will be updated back to 'Queued'",
      source: 'goharbor/harbor#19211',
    },
  ],
  words: {
    en: {
      title: 'Stopped queue not emptied',
      probably: 'jobs of a stopped queue show as queued for up to an hour',
      explains: 'Their state is brought up to date by a sweep.',
      steps: ['Wait for the next sweep.'],
    },
  },
});
