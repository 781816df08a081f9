import { tellsLine } from '../log-lines.ts';

tellsLine('health-not-yet-known', {
  shows: 'unknown status',
  near: 'status healthy',
});
