import { defineSickComponents } from '../trouble.ts';

/** Its process is stuck; its data lies on a volume. */
export const redisHangs = defineSickComponents({
  id: 'redis-hangs',
  title: 'Harbor’s Redis runs and does not answer',
  cause: 'component-not-ready',
  pods: { redis: 'NotReady' },
  logs: () => [],
});
