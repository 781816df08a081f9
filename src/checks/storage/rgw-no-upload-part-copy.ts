import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'rgw-no-upload-part-copy',
  severity: 'medium',
  signs: [
    {
      pattern: /uploadId=\S{1,200} HTTP\/1\.1" 501[^\n]{0,200}/,
      specimen:
        '"PUT http://172.10.10.20/docker-registry/docker/registry/v2/blobs/sha256/d3/d3ae.../data?partNumber=1&uploadId=2~jgzn HTTP/1.1" 501 231 "-" "aws-sdk-go/1.2.4 (go1.7.5; linux; amd64)"',
      source: 'goharbor/harbor#2659',
    },
  ],
  words: {
    en: {
      title: 'Gateway cannot copy parts',
      probably: 'this Ceph gateway cannot copy parts of an upload',
      explains: 'The S3 driver needs UploadPartCopy for large layers.',
      steps: ['Upgrade the gateway, or use the Swift interface.'],
    },
  },
});
