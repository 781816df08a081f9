import { tellsLine } from '../log-lines.ts';

tellsLine('job-failed', {
  shows:
    "Job 'REPLICATION:4c89bc029bc7cf93e837382a' exit with error: run error: got error during the whole transfer period, mark the job failure",
  near: "Job 'REPLICATION:4c89' exit with success",
});
