import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-cluster-unsupported',
  severity: 'high',
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
        'A cluster has database 0 only and sends clients from node to node; Harbor needs several databases.',
      steps: ['Use a standalone Redis or one with Sentinel.'],
    },
  },
});
