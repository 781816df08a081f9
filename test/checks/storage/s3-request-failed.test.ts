import { tellsLine } from '../log-lines.ts';

tellsLine('s3-request-failed', {
  shows:
    '{"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"DriverName":"s3aws","Enclosed":{"RequestFailure":{}}}}]}',
  near: '"DriverName":"filesystem"',
});
