import { tellsLine } from '../log-lines.ts';

tellsLine('core-unreachable', {
  shows:
    'request health info failed with err: Get "http://harbor-core:80/api/v2.0/health": dial tcp: connection refused',
  near: 'health info ok',
});
