import { tellsLine } from '../log-lines.ts';

tellsLine('replication-overlap', {
  shows: 'Execution skipped: active replication still in progress.',
  near: 'Execution started',
});
