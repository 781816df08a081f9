import { tellsLine } from '../log-lines.ts';

tellsLine('s3-throttled', {
  shows: 'SlowDown',
  near: 'request rate 3/s',
});
