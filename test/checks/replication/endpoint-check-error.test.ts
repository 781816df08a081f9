import { tellsLine } from '../log-lines.ts';

tellsLine('endpoint-check-error', {
  shows:
    'failed to check health of registry 2: Get "https://registry-1.docker.io/v2/": dial tcp: i/o timeout',
  near: 'registry 2 healthy',
});
