import { harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';

const DIAL = 'dial tcp 10.96.12.8:6379: connect: connection refused';
const URL = 'redis://harbor-redis:6379/0?idle_timeout_seconds=30';

/** The job service goes down with it: its queues are there. */
export const redisDown = defineSickness({
  id: 'redis-down',
  title: 'Core and the job service cannot reach Redis',
  strike({ ailing }) {
    ailing.set('redis', DIAL);
    ailing.set(
      'jobservice',
      'failed to check health: Get "http://harbor-jobservice/api/v1/stats": dial tcp 10.96.12.9:80: connect: connection refused',
    );
    return () => {
      ailing.delete('redis');
      ailing.delete('jobservice');
    };
  },
  logs: (state) => [
    {
      component: 'core',
      lines: [
        harborLine(
          state.now(),
          'ERROR',
          '/lib/cache/cache.go:124',
          `failed to ping ${URL}, retry after 10s : ${DIAL}`,
        ),
      ],
    },
    {
      component: 'jobservice',
      lines: [
        harborLine(
          state.now(),
          'FATAL',
          'service_logger.go:73',
          `Failed to load and run worker pool: connect to redis server timeout: ${DIAL}`,
        ),
      ],
    },
  ],
});
