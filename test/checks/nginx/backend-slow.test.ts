import { tellsLine } from '../log-lines.ts';

tellsLine('backend-slow', {
  shows:
    'upstream timed out (110: Connection timed out) while reading response header from upstream, client: 192.168.37.10, server: , request: "DELETE /api/repositories/oms-protoss/test/protoss-oms/tags/99f29e06 HTTP/1.1"',
  near: 'upstream answered in 0.1 s',
});
