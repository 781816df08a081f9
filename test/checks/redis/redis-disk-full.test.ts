import { tellsLine } from '../log-lines.ts';

tellsLine('redis-disk-full', {
  shows:
    'MISCONF Redis is configured to save RDB snapshots, but is currently not able to persist on disk. Commands that may modify the data set are disabled',
  near: 'Background saving terminated with success',
});
