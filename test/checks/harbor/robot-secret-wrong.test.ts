import { tellsLine } from '../log-lines.ts';

tellsLine('robot-secret-wrong', {
  shows: 'failed to authenticate robot account: robot$ci',
  near: 'robot account made',
});
