import { tellsLine } from '../log-lines.ts';

tellsLine('sigterm', {
  shows:
    '2019-09-19T15:29:01Z [INFO] [/core/main.go:146]: capture system signal terminated, to close "closing" channel',
  near: 'core started',
});
