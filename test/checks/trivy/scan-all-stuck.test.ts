import { tellsLine } from '../log-lines.ts';

tellsLine('scan-all-stuck', {
  shows:
    '{"errors":[{"code":"CONFLICT","message":"a previous scan all job aleady exits, its status is Running"}]}',
  near: 'scan all started',
});
