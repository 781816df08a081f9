import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'sigterm',
  severity: 'low',
  rows: ['S3-12'],
  signs: [
    {
      pattern: /capture system signal \w{1,20}, to close/,
      specimen:
        '2019-09-19T15:29:01Z [INFO] [/core/main.go:146]: capture system signal terminated, to close "closing" channel',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Component was stopped',
      probably: 'the component was told to stop',
      explains: 'Kubernetes or a person ended it: a rollout, an eviction, a failed probe.',
      steps: ['`kubectl describe pod` and the events say who and why.'],
    },
  },
});
