import { tellsLine } from '../log-lines.ts';

tellsLine('registry-redis-down', {
  shows: 'error connecting to redis instance redis:6379',
  near: 'redis configured',
});
