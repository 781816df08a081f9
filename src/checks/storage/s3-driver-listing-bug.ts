import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-driver-listing-bug',
  severity: 'medium',
  signs: [
    {
      pattern: /\u90fd\u662f ?0B/,
      specimen: 'harbor 1.9.0 s3 不可用,镜像都是 0B 而且只显示第一个 repository',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'S3 driver of old versions lists wrongly',
      probably: 'this version’s S3 driver lists the store wrongly',
      explains: 'Harbor 1.9.0 shows artifacts of 0 B on S3.',
      steps: ['Upgrade to 1.9.1 or later.'],
    },
  },
});
