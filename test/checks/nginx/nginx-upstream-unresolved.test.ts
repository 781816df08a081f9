import { tellsLine } from '../log-lines.ts';

tellsLine('nginx-upstream-unresolved', {
  shows: 'nginx: [emerg] host not found in upstream "core:8080" in /etc/nginx/nginx.conf:29',
  near: 'nginx: configuration file test is successful',
});
