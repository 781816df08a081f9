import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'image-sync-stuck',
  severity: 'medium',
  signs: [
    {
      pattern: /\u540c\u6b65\u4e2d|syncStatus"?\s{0,20}[:=]\s{0,20}"?Syncing/,
      specimen: '同步中',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Image sync hangs',
      probably: 'the image is still being synchronised',
      explains: 'The Repository has shown 同步中 (syncing) for long; its task is queued, retrying or lost.',
      steps: ['Look at the replication task of this image and at the jobservice queue.'],
    },
  },
});
