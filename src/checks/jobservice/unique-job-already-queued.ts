import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'unique-job-already-queued',
  severity: 'low',
  signs: [
    {
      pattern: /job '[A-Z_]{1,40}' can not be enqueued[^\n]{0,80}/,
      specimen: "job 'GARBAGE_COLLECTION' can not be enqueued, please check the job metatdata",
      source: 'goharbor/harbor@c50c7dd:src/jobservice/worker/cworker/c_worker.go',
    },
  ],
  words: {
    en: {
      title: 'Job already queued',
      probably: 'such a job is already queued',
      explains: 'Some kinds may wait only once; after a crash its lock may stay.',
      steps: ['Wait; if nothing runs, clear the queue and its lock.'],
    },
  },
});
