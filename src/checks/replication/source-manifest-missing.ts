import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'source-manifest-missing',
  severity: 'medium',
  signs: [
    {
      pattern: /failed to pull the manifest of artifact \S{1,300}:[^\n]{0,300}/,
      specimen:
        'failed to pull the manifest of artifact library/nginx:1.25: http status code: 404, body: {"errors":[{"code":"MANIFEST_UNKNOWN"}]}',
      source: 'goharbor/harbor@c50c7dd:src/controller/replication/transfer/image/transfer.go',
    },
  ],
  words: {
    en: {
      title: 'Manifest missing at the source',
      probably: 'the source does not have the manifest',
      explains: 'Deleted, collected, or a platform of an index that was never pushed.',
      steps: ['Pull it from the source; exclude it, or push it again.'],
    },
  },
});
