import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'upload-session-lost',
  severity: 'medium',
  rows: ['S3-22'],
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
      steps: [
        'Set the same `REGISTRY_HTTP_SECRET` on all replicas and give them one storage.',
        'To see whether the replicas are the cause: `kubectl -n <namespace> scale deployment <release>-registry --replicas=1` for the length of one push (pulls go on, with less room).',
        'Behind Ceph’s S3 gateway: it may lack UploadPartCopy, so set `multipartcopythresholdsize: 5368709120` in the `s3` section of the registry’s configuration, or take a newer gateway (distribution/distribution#2659).',
      ],
    },
  },
});
