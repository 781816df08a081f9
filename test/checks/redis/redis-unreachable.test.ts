import { tellsLine } from '../log-lines.ts';

tellsLine('redis-unreachable', {
  shows:
    '2018-11-16T15:57:24Z [FATAL] [service_logger.go:73]: Failed to load and run worker pool: connect to redis server timeout: dial tcp 10.96.137.238:0: i/o timeout',
  near: 'redis connected',
});
