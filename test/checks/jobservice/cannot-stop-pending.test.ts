import { tellsLine } from '../log-lines.ts';

tellsLine('cannot-stop-pending', {
  shows:
    '[ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/734a11140d939ef700889725\' error: 500 {"code":10008,"message":"Stop job failed with error","details":"job \'734a11140d939ef700889725\' is not a running job"}',
  near: 'job is running',
});
