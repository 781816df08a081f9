import { tellsLine } from '../log-lines.ts';

tellsLine('no-worker-heartbeat', {
  shows: 'failed to get stats of worker pools',
  near: 'worker pool healthy',
});
