import { tellsLine } from '../log-lines.ts';

tellsLine('gc-redis-cache', {
  shows: 'failed to clean registry cache redis: connection refused, pattern blobs::*',
  near: 'registry cache cleaned',
});
