import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-delete-denied',
  severity: 'high',
  signs: [
    {
      pattern: /GC silently fails to delete blobs on S3|s3:DeleteObject[^\n]{0,120}(?:denied|not authorized)/,
      specimen:
        'GC silently fails to delete blobs on S3-compatible storage, reports success with fake freed space',
      source: 'goharbor/harbor#23178',
    },
  ],
  words: {
    en: {
      title: 'Deleting refused by the store',
      probably: 'the object store does not let the registry delete',
      explains: 'The key lacks DeleteObject, or the bucket is locked; collection then frees nothing.',
      steps: ['Allow DeleteObject and look at object lock and versioning.'],
    },
  },
});
