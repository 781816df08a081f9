import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-bucket-missing',
  severity: 'high',
  rows: ['S0-6'],
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
      steps: [
        '`aws --endpoint-url <regionendpoint> s3 ls s3://<bucket>` with the registry’s keys.',
        'Create it, or correct `bucket`, `region` and `regionendpoint`: `imageChartStorage.s3` in the chart, `spec.storage.spec.s3` of a HarborCluster.',
        'Restart the registry afterwards (uploads in flight fail).',
      ],
    },
  },
});
