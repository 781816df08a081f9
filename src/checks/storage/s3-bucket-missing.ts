import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-bucket-missing',
  severity: 'high',
  signs: [
    {
      pattern: /s3aws: NoSuchBucket[^\n]{0,200}|NoSuchBucket: The specified bucket does not exist/,
      specimen:
        'level=error msg="response completed with error" auth.user.name=admin err.code=unknown err.detail="s3aws: NoSuchBucket:',
      source: 'goharbor/harbor-helm#497',
    },
  ],
  words: {
    en: {
      title: 'Bucket missing',
      probably: 'the bucket does not exist',
      explains: 'Its name, region or endpoint is wrong.',
      steps: ['Create it or correct `bucket`, `region` and `regionendpoint`.'],
    },
  },
});
