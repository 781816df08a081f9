import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'job-unknown-to-jobservice',
  severity: 'medium',
  signs: [
    {
      pattern: /Serve http request 'POST \/api\/v1\/jobs\/[0-9a-f@]{1,80}' error: 404[^\n]{0,160}/,
      specimen:
        '2019-03-03T09:13:38Z [ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/ab3f3f6327dce749c5449ec1\' error: 404 {"code":10013,"message":"object is not found","details":"job \'ab3f3f6327dce749c5449ec1\'"}',
      source: 'goharbor/harbor#7057',
    },
  ],
  words: {
    en: {
      title: 'Jobservice does not know the job',
      probably: 'the database says the job runs, and jobservice does not know it',
      explains: 'Redis lost the job (flushed, restarted without a volume).',
      steps: ['Harbor 2.x marks it stopped by itself; older: set its status in the database.'],
    },
  },
});
