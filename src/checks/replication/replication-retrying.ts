import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'replication-retrying',
  severity: 'low',
  signs: [
    {
      pattern: /^retrying$|\bstatus: ?retrying\b/,
      specimen: 'retrying',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Replication retries',
      probably: 'a replication task failed and is tried again',
      explains: 'The next try may succeed; the log of the task tells the error.',
      steps: ['Read the task’s log; if it keeps retrying, repair what it names.'],
    },
  },
});
