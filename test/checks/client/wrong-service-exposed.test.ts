import { tellsLine } from '../log-lines.ts';

tellsLine('wrong-service-exposed', {
  shows:
    'open() "/usr/share/nginx/html/v2/" failed (2: No such file or directory), client: 10.0.0.9, request: "GET /v2/ HTTP/1.1"',
  near: '"GET /harbor/projects HTTP/1.1" 200',
});
