import { tellsLine } from '../log-lines.ts';

tellsLine('job-retrying', {
  shows: 'Retrying job SLACK:795600d6dd62c2950b29b34a, revision: 1592657725',
  near: 'job done',
});
