import { tellsLine } from '../log-lines.ts';

tellsLine('proxy-upstream-rate-limited', {
  shows: '429 Too Many Requests - Server message: unknown: too many requests to upstream registry',
  near: 'upstream asked',
});
