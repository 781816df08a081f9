import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'swift-eventual-consistency',
  severity: 'medium',
  rows: ['S3-19'],
  signs: [
    {
      pattern: /Timeout expired while waiting for segments of \S{1,300} to show up/,
      specimen:
        'failed to garbage collect: error enumerating blobs: swift: Timeout expired while waiting for segments of /docker/registry/v2/blobs/sha256/0e/0e13df4de72ab99c36328542e7a42eef9f1b3b3b61ca0a063ec5de2c3a3923c1/data to show up',
      source: 'goharbor/harbor#9283',
    },
  ],
  words: {
    en: {
      title: 'Swift shows objects late',
      probably: 'Swift has not shown the parts of an object in time',
      explains: 'It is only eventually consistent.',
      steps: ['Run again; raise the driver’s time-outs; prefer the S3 gateway.'],
    },
  },
});
