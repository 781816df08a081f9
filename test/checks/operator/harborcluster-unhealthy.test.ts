import { tellsLine } from '../log-lines.ts';

tellsLine('harborcluster-unhealthy', {
  shows: 'trust-node-port   https://10.6.232.5:30010   unhealthy',
  near: 'harbor   https://harbor.acme.test   healthy',
});
