import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-gc-limitations',
  severity: 'low',
  rows: ['S3-18'],
  signs: [
    {
      pattern: /s3[^\n]{0,60}\u5783\u573e\u56de\u6536/,
      specimen: 's3 垃圾回收似乎还有问题 (https://github.com/goharbor/harbor/issues/8121)',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Garbage collection on S3 limited',
      probably: 'garbage collection on S3 has known limits in this version',
      explains: 'Deleting is slow and may leave objects.',
      steps: ['Upgrade; watch the store’s real size.'],
    },
  },
});
