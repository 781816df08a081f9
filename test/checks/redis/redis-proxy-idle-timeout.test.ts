import { tellsLine } from '../log-lines.ts';

tellsLine('redis-proxy-idle-timeout', {
  shows:
    '2019-09-03T03:14:00Z [FATAL] [/jobservice/main.go:81]: redis sub/pub chan error: EOF;write tcp 10.10.194.217:41888->10.8.4.133:16379: use of closed network connection',
  near: 'redis subscribed',
});
