import { tellsLine } from '../log-lines.ts';

tellsLine('core-session-store-down', {
  shows: '2019/09/19 15:28:41 [D] [server.go:2774] | 10.112.33.205| 503 | 9.958842ms| nomatch| GET /api/ping',
  near: '| 200 | GET /api/ping',
});
