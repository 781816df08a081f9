import { tellsLine } from '../log-lines.ts';

tellsLine('stop-final-job', {
  shows:
    '2023-07-26T17:49:20Z [WARNING] [/jobservice/worker/cworker/c_worker.go:348]: Trying to stop a(n) Error job: ID=4c89bc029bc7cf93e837382a, Kind=Generic',
  near: 'job stopped',
});
