import { tellsLine } from '../log-lines.ts';

tellsLine('jobservice-hung', {
  shows:
    "the harbor's replication job is pending all the time for nearly one day, and it's ok after restart harbor",
  near: 'job is running',
});
