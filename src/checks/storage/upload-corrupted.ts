import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-corrupted',
  severity: 'medium',
  signs: [
    {
      pattern: /canonical digest does match provided digest|content does not match digest/,
      specimen: 'canonical digest does match provided digest',
      source: 'distribution/distribution registry/storage/blobwriter.go (v2.8.3)',
    },
  ],
  words: {
    en: {
      title: 'Uploaded bytes do not match',
      probably: 'the uploaded bytes do not match their digest',
      explains: 'Something between client and storage changed or lost bytes.',
      steps: ['Push again; look at proxies between.'],
    },
  },
});
