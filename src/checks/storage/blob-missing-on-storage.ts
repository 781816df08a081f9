import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'blob-missing-on-storage',
  severity: 'high',
  signs: [
    {
      pattern:
        /cannot access [^\n]{0,200}\/docker\/registry\/v2\/blobs\/[^\n]{0,160}No such file|http status code: 404, body: [^\n]{0,120}BLOB_UNKNOWN[^\n]{0,160}/,
      specimen:
        'ls: cannot access /data/registry/docker/registry/v2/blobs/sha256/e7/e7dd*: No such file or directory',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Blob missing in storage',
      probably: 'a blob that the database knows is not in the storage',
      explains: 'It was deleted below the registry, never copied, or lies on another replica’s volume.',
      steps: ['Push the image again from where it still exists.', 'Give all registry replicas one storage.'],
    },
  },
});
