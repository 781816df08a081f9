import { tellsLine } from '../log-lines.ts';

tellsLine('job-exceeded-max-update', {
  shows: 'Reaper: mark job %s failed as job is still not finished in 1 day',
  near: 'Reaper: nothing to do',
});
