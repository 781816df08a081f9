import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'jobservice-hung',
  severity: 'high',
  signs: [
    {
      pattern: /job is pending all the time/,
      specimen:
        "the harbor's replication job is pending all the time for nearly one day, and it's ok after restart harbor",
      source: 'goharbor/harbor#6415',
    },
  ],
  words: {
    en: {
      title: 'Jobservice hangs',
      probably: 'jobservice takes no jobs any more',
      explains: 'Jobs stay pending until it is restarted; its connections to Redis or core are stuck.',
      steps: ['Restart jobservice; upgrade if it comes back.'],
    },
  },
});
