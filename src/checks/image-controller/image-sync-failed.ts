import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'image-sync-failed',
  severity: 'medium',
  signs: [
    {
      pattern: /\u540c\u6b65\u5931\u8d25|syncStatus"?\s{0,20}[:=]\s{0,20}"?Failed/,
      specimen: '同步失败',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Image sync failed',
      probably: 'the image was not synchronised',
      explains:
        'The Repository shows 同步失败 (sync failed); the cause stands in its message or in the task’s log.',
      steps: ['Read the Repository’s status message and ask `explain` about it.'],
    },
  },
});
