import { tellsLine } from '../log-lines.ts';

tellsLine('webhook-target-error', {
  shows:
    "Job 'WEBHOOK:9bb0d5c85697d74bbdd8df25' exit with error: webhook job(target: http://59.111.92.135:48081/ccr/test/webhook/500) response code is 500",
  near: 'webhook delivered',
});
