import { tellsLine } from '../log-lines.ts';

tellsLine('exporter-port-zero', {
  shows:
    'request health info failed with err: Get "http://harbor-core:0/api/v2.0/health": dial tcp 10.96.4.5:0: connect: connection refused',
  near: 'exporter listening on :8001',
});
