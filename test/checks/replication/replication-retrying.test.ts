import { tellsLine } from '../log-lines.ts';

tellsLine('replication-retrying', {
  shows: 'retrying',
  near: 'status: Succeed',
});
