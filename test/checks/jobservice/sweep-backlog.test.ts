import { tellsLine } from '../log-lines.ts';

tellsLine('sweep-backlog', {
  shows: 'EXECUTION_SWEEP job queue is growing',
  near: 'EXECUTION_SWEEP finished',
});
