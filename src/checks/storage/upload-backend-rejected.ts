import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-backend-rejected',
  severity: 'medium',
  signs: [
    {
      pattern: /blob upload invalid|BLOB_UPLOAD_INVALID/,
      specimen: 'blob upload invalid',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Storage rejected an upload',
      probably: 'the storage rejected what was uploaded',
      explains: 'The back end answered otherwise than the registry expects when an upload was closed.',
      steps: ['Read the registry’s log at the same second; look at the store’s own log.'],
    },
  },
});
