import { harborLine } from '../../harbor/sickness/lines.ts';
import { defineSickComponents } from '../trouble.ts';

/** Redis was replaced by one in cluster mode: core answers 503 and its probe kills it. */
export const redisCluster = defineSickComponents({
  id: 'redis-cluster',
  title: 'Redis was replaced by a Redis Cluster, which Harbor cannot use',
  cause: 'redis-cluster-unsupported',
  pods: { core: 'CrashLoopBackOff' },
  health: { redis: 'MOVED 5089 10.96.12.8:6379' },
  logs: (now) => [
    {
      component: 'core',
      lines: [
        `${now.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')} [E] [server.go:2774] MOVED 5089 10.96.12.8:6379`,
        `${now.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')} [D] [server.go:2774] | 10.112.33.205| 503 | 9.958842ms| nomatch| GET /api/ping`,
        harborLine(
          now,
          'INFO',
          '/core/main.go:146',
          'capture system signal terminated, to close "closing" channel',
        ),
        harborLine(now, 'INFO', '/core/main.go:152', 'Timeout waiting goroutines to exit'),
      ],
    },
  ],
});
