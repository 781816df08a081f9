import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'stop-not-immediate',
  severity: 'low',
  signs: [
    {
      pattern: /task is actually still running/,
      specimen: 'after stop replication job, the task is actually still running for a while',
      source: 'goharbor/harbor#15708',
    },
  ],
  words: {
    en: {
      title: 'Stop takes its time',
      probably: 'a stopped task ends only at its next checkpoint',
      explains: 'Running copies are not cut in the middle.',
      steps: ['Wait; restart jobservice only if it never ends.'],
    },
  },
});
