import { tellsLine } from '../log-lines.ts';

tellsLine('shutdown-timeout', {
  shows: '2019-09-19T15:29:04Z [INFO] [/core/main.go:152]: Timeout waiting goroutines to exit',
  near: 'core stopped',
});
