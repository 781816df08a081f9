import { tellsLine } from '../log-lines.ts';

tellsLine('redis-cluster-unsupported', {
  shows: '2019/09/19 15:28:41 [E] [server.go:2774] MOVED 5089 192.168.64.117:6379',
  near: 'redis_mode:standalone',
});
