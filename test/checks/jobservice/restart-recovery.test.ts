import { tellsLine } from '../log-lines.ts';

tellsLine('restart-recovery', {
  shows: 'Start: Reap in-progress jobs from the dead pools',
  near: 'no dead pools',
});
