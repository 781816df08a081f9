import { tellsLine } from '../log-lines.ts';

tellsLine('registryctl-down', {
  shows:
    'failed to start gc as registry controller is unreachable: Get "http://harbor-registry:8080/api/health": dial tcp: i/o timeout',
  near: 'gc started',
});
