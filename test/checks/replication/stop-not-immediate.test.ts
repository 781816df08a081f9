import { tellsLine } from '../log-lines.ts';

tellsLine('stop-not-immediate', {
  shows: 'after stop replication job, the task is actually still running for a while',
  near: 'task stopped',
});
