import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'status-hook-orphan',
  severity: 'medium',
  signs: [
    {
      pattern:
        /task with job ID \S{1,60} not found[^\n]{0,60}|Retry: sending hook event error: (?![^\n]{0,300}x509: )[^\n]{0,200}/,
      specimen:
        '2023-07-26T17:49:24Z [ERROR] [/jobservice/hook/hook_agent.go:159]: Retry: still failed after all retries: {"errors":[{"code":"NOT_FOUND","message":"task with job ID c42b5c47fc999b381e8cd4aa not found"}]',
      source: 'goharbor/harbor#19426',
    },
  ],
  words: {
    en: {
      title: 'Status of an unknown job',
      probably: 'jobservice reports the status of a job that core no longer has',
      explains: 'The task was deleted, or core was restored; the hook is retried in vain.',
      steps: ['It ends by itself after its retries; clear the hook queue if it floods the log.'],
    },
  },
});
