import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'shutdown-timeout',
  severity: 'low',
  rows: ['S3-12'],
  signs: [
    {
      pattern: /Timeout waiting goroutines to exit/,
      specimen: '2019-09-19T15:29:04Z [INFO] [/core/main.go:152]: Timeout waiting goroutines to exit',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Component stopped by force',
      probably: 'the component did not end in time and was stopped',
      explains: 'It is the usual end of a forced shutdown.',
      steps: ['Nothing to do.'],
    },
  },
});
