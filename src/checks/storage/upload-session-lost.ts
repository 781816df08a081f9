import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-session-lost',
  severity: 'medium',
  signs: [
    {
      pattern: /blob upload unknown|BLOB_UPLOAD_UNKNOWN|No HTTP secret provided - generated random secret/,
      specimen: 'blob upload unknown',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Upload session lost',
      probably: 'an upload went to a registry that knows nothing of it',
      explains:
        'Several registries stand behind one balancer without a shared secret or storage, or the upload was purged.',
      steps: ['Set the same `REGISTRY_HTTP_SECRET` on all replicas and give them one storage.'],
    },
  },
});
