import { tellsLine } from '../log-lines.ts';

tellsLine('job-panic', {
  shows:
    'Run job REPLICATION:4c89bc029bc7 error: runtime error: invalid memory address or nil pointer dereference; stack: goroutine 1',
  near: 'job finished',
});
