import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'replication-task-stuck',
  severity: 'medium',
  signs: [
    {
      pattern:
        /have pending\/running\/retrying status|\u6709\u5904\u4e8epending\/running\u72b6\u6001\u4efb\u52a1/,
      specimen: 'Rule X have pending/running/retrying status',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Replication tasks stuck',
      probably: 'tasks of this rule stay pending, running or retrying',
      explains: 'The queue is full, the workers are lost, or the source or target does not answer.',
      steps: [
        '`jobs` shows the queue; read the log of the oldest task.',
        'Stop the executions, repair the target, run again.',
      ],
    },
  },
});
