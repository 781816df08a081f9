import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'gc-registryctl-failed',
  severity: 'high',
  signs: [
    {
      pattern: /failed to get gc result: [^\n]{0,160}|Failed to start GC: \d{3}/,
      specimen: 'failed to get gc result: Failed to start GC: 500',
      source: 'goharbor/harbor#9283',
    },
  ],
  words: {
    en: {
      title: 'registryctl could not collect',
      probably: 'registryctl failed to run the collection',
      explains: 'Its own log has the reason.',
      steps: ['Read registryctl’s log at that time.'],
    },
  },
});
