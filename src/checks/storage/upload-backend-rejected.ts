import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-backend-rejected',
  severity: 'medium',
  rows: ['S3-8'],
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
      steps: [
        'Read the registry’s log at the same second: what did the store answer (413, 403, 5xx)?',
        'nginx before the store: `client_max_body_size 5000m;` or `0`, then `nginx -s reload`. An Ingress before Harbor or the store: `kubectl -n <namespace> annotate ingress <name> nginx.ingress.kubernetes.io/proxy-body-size=0 --overwrite`.',
        'Several replicas of the registry: the same `REGISTRY_HTTP_SECRET` on all of them.',
      ],
    },
  },
});
