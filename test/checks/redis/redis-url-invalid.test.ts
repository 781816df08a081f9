import { tellsLine } from '../log-lines.ts';

tellsLine('redis-url-invalid', {
  shows: 'panic: bad _REDIS_URL_CORE',
  near: '_REDIS_URL_CORE set',
});
