import { tellsLine } from '../log-lines.ts';

tellsLine('nginx-stale-upstream-ip', {
  shows:
    'connect() failed (113: No route to host) while connecting to upstream, client: 10.0.0.9, server: , request: "GET /v2/ HTTP/1.1", upstream: "http://172.18.0.6:8080/v2/"',
  near: '"GET /v2/ HTTP/1.1" 200',
});
