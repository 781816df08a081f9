import { tellsLine } from '../log-lines.ts';

tellsLine('robot-expired', {
  shows:
    '2019-10-28T14:06:18Z [ERROR] [/core/filter/security.go:196]: failed to decrypt robot token, token is expired by 460h28m36s',
  near: 'robot account renewed',
});
