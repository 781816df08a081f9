import { tellsLine } from '../log-lines.ts';

tellsLine('quota-exceeded-target', {
  shows: 'Harbor Replication failed for exceeding the configured upper limit',
  near: 'replication succeeded',
});
