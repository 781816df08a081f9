import { tellsLine } from '../log-lines.ts';

tellsLine('status-hook-orphan', {
  shows:
    '2023-07-26T17:49:24Z [ERROR] [/jobservice/hook/hook_agent.go:159]: Retry: still failed after all retries: {"errors":[{"code":"NOT_FOUND","message":"task with job ID c42b5c47fc999b381e8cd4aa not found"}]',
  near: 'hook event sent',
});
