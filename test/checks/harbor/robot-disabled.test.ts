import { tellsLine } from '../log-lines.ts';

tellsLine('robot-disabled', {
  shows: 'failed to authenticate deactivated robot account: robot$ci',
  near: 'robot account enabled',
});
