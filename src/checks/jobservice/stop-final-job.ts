import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'stop-final-job',
  severity: 'low',
  signs: [
    {
      pattern: /Trying to stop a\(n\) \w{1,20} job: ID=\S{1,60}/,
      specimen:
        '2023-07-26T17:49:20Z [WARNING] [/jobservice/worker/cworker/c_worker.go:348]: Trying to stop a(n) Error job: ID=4c89bc029bc7cf93e837382a, Kind=Generic',
      source: 'goharbor/harbor#19426',
    },
    {
      pattern: /mismatch job status for stopping job: \S{1,60}, job status \w{1,20} is behind \w{1,20}/,
      specimen:
        '[ERROR] [/jobservice/api/handler.go:288]: Serve http request \'POST /api/v1/jobs/680d1e1161c9bc0449a766eb\' error: 500 {"code":10006,"message":"stop job failed with error","details":"mismatch job status for stopping job: 680d1e1161c9bc0449a766eb, job status Error is behind Running"}',
      source: 'goharbor/harbor#11083',
    },
  ],
  words: {
    en: {
      title: 'Job already ended',
      probably: 'the job to be stopped has already ended',
      explains: 'Harmless: stop came after the end.',
      steps: ['Nothing to do.'],
    },
  },
});
