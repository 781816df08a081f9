import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'scan-queued-stale',
  severity: 'low',
  signs: [
    {
      pattern: /no scan job for artifact|no running scan job/,
      specimen: 'no scan job for artifact',
      source: 'goharbor/harbor#20760',
    },
  ],
  words: {
    en: {
      title: 'Scan marked queued without a job',
      probably: 'the scan shows as queued and no job is there',
      explains: 'Its job was lost.',
      steps: ['Start the scan again.'],
    },
  },
});
