import { tellsLine } from '../log-lines.ts';

tellsLine('replication-task-stuck', {
  shows: 'Rule X have pending/running/retrying status',
  near: 'execution succeeded',
});
