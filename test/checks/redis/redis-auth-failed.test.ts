import { tellsLine } from '../log-lines.ts';

tellsLine('redis-auth-failed', {
  shows: 'failed to ping redis://harbor-redis:6379/0: NOAUTH Authentication required.',
  near: 'AUTH ok, PONG',
});
