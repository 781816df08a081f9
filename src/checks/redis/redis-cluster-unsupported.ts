import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-cluster-unsupported',
  severity: 'high',
  rows: ['S0-5', 'S3-12'],
  signs: [
    {
      pattern: /\bMOVED \d{1,6} \S{1,60}|SELECT is not allowed in cluster mode|CROSSSLOT/,
      specimen: '2019/09/19 15:28:41 [E] [server.go:2774] MOVED 5089 192.168.64.117:6379',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Redis Cluster not supported',
      probably: 'Redis runs as a cluster, which Harbor cannot use',
      explains:
        'Core answers 503, its probe kills it, and it ends with `Timeout waiting goroutines to exit`; a restart does not help. A cluster has database 0 only and sends clients from node to node; Harbor needs several databases.',
      steps: [
        '`redis-cli -h <host> info cluster`: `cluster_enabled:1` shows it.',
        'Give Harbor a standalone Redis or one with Sentinel: `redis.external.addr` and `sentinelMasterSet` in the chart, `_REDIS_URL` before 1.10, `spec.cache` of a HarborCluster. Then restart core, jobservice and registry.',
      ],
    },
  },
});
