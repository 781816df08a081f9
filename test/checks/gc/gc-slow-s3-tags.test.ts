import { tellsLine } from '../log-lines.ts';

tellsLine('gc-slow-s3-tags', {
  shows: 'GC job is stuck after deleting the first manifest',
  near: 'GC job finished',
});
