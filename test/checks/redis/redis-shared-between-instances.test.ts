import { tellsLine } from '../log-lines.ts';

tellsLine('redis-shared-between-instances', {
  shows: 'ERROR: process_job - stray job: no handler found for job',
  near: 'redis_version:7.2.4',
});
