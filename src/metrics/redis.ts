/** How Redis is, as this process sees it. */
import { Counter } from 'prom-client';
import { registry, untoldGauge } from './registry.ts';

export const redisUp = untoldGauge(
  'registry_medic_redis_up',
  '1 when Redis told something of what was asked of it within the time of a scrape, else 0. What it did not tell in time is not shown.',
);

export const redisReconnects = new Counter({
  name: 'registry_medic_redis_reconnects_total',
  help: 'How often a connection to Redis was made again after it was lost, by its use: requests (fails at once) or worker (waits).',
  labelNames: ['use'],
  registers: [registry],
});
