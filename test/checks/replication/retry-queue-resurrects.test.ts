import { tellsLine } from '../log-lines.ts';

tellsLine('retry-queue-resurrects', {
  shows: 'Only 10 Running tasks is stopped, after few seconds there are new 10 running tasks again',
  near: '0 running tasks',
});
