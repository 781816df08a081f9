import { tellsLine } from '../log-lines.ts';

tellsLine('jobservice-not-listening', {
  shows:
    'Liveness probe failed: Get http://100.113.204.172:8080/api/v1/stats: dial tcp 100.113.204.172:8080: connect: connection refused',
  near: 'Liveness probe succeeded',
});
