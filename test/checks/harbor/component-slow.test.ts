import { tellsLine } from '../log-lines.ts';

tellsLine('component-slow', {
  shows: 'failed to check the health status: timeout',
  near: 'health ok',
});
