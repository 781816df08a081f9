import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'cdn-timeout',
  severity: 'medium',
  signs: [
    {
      pattern: /HTTP status: 524|error code: 524/,
      specimen: 'Upload failed, retrying: received unexpected HTTP status: 524',
      source: 'goharbor/harbor#17546',
    },
  ],
  words: {
    en: {
      title: 'CDN gave up waiting',
      probably: 'the CDN in front gave up waiting for the registry',
      explains: 'It allows some 100 s per request; large layers need longer.',
      steps: ['Send pushes past the CDN.'],
    },
  },
});
