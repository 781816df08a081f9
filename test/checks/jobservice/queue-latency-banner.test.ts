import { tellsLine } from '../log-lines.ts';

tellsLine('queue-latency-banner', {
  shows:
    'Certain jobs have been pending for execution for over 24 hours. Please check the job service dashboard.',
  near: 'no pending jobs',
});
