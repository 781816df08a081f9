import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'destination-blob-upload',
  severity: 'medium',
  signs: [
    {
      pattern:
        /failed to push(?:ing)? (?:the )?blob (?:sha256:\w{1,64}|chunk:)[^\n]{0,400}|failed to push manifest of artifact [^\n]{1,400}MANIFEST_BLOB_UNKNOWN[^\n]{0,120}/,
      specimen:
        'failed to pushing the blob sha256:22c2dd5e, size 5242880: http status code: 413, body: <html>',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  words: {
    en: {
      title: 'Target refuses a blob',
      probably: 'the target refuses a blob',
      explains: '413 is a proxy’s limit, 403 a quota, 401 an expired token, EOF a time-out.',
      steps: ['Read the status behind it; for large blobs switch on copy by chunk.'],
    },
  },
});
