import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-unreachable',
  severity: 'high',
  rows: ['S0-5'],
  signs: [
    {
      pattern:
        /connect to redis server timeout|failed to ping redis|failed to initialize cache|\/api\/v1\/stats' error: 500/,
      specimen:
        '2018-11-16T15:57:24Z [FATAL] [service_logger.go:73]: Failed to load and run worker pool: connect to redis server timeout: dial tcp 10.96.137.238:0: i/o timeout',
      source: 'goharbor/harbor-helm#87',
      tells: 'suggests',
      orElse: [
        'redis-auth-failed',
        'redis-loading',
        'redis-sentinel-misconfigured',
        'redis-cluster-unsupported',
      ],
    },
    {
      pattern:
        /redis:\/\/[^\n]{0,200}dial tcp[^\n]{0,160}|(?:^|[^/\w.-])redis[\w.-]{0,80}:\d{1,5}[^\n]{0,100}(?:refused|timeout|no such host)|dial tcp \S{1,253}:6379: [^\n]{1,120}|redis: (?:connection pool timeout|client is closed)|read schema version failed: dial tcp[^\n]{1,200}|redigo: (?:connection pool exhausted|no address)/,
      specimen:
        '2023-07-26T12:31:04Z [ERROR] [/jobservice/api/handler.go:291]: Serve http request \'GET /api/v1/stats\' error: 500 {"code":10004,"message":"check stats of server failed with error","details":"dial tcp 10.42.0.112:6379: connect: cannot assign requested address"}',
      source: 'goharbor/harbor-helm#1554',
    },
  ],
  words: {
    en: {
      title: 'Redis unreachable',
      probably: 'Redis cannot be reached',
      explains: 'Its address, port or pod is wrong; core and jobservice cannot work without it.',
      steps: [
        '`kubectl -n <namespace> get pods,endpoints` of Redis; `redis-cli -h <host> ping` from core’s node.',
        'Correct its address: `redis.external` in the chart, `spec.cache` and its Secret of a HarborCluster; then restart core and jobservice.',
      ],
    },
  },
});
