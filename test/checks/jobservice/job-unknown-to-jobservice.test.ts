import { tellsLine } from '../log-lines.ts';

tellsLine('job-unknown-to-jobservice', {
  shows:
    '2019-03-03T09:13:38Z [ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/ab3f3f6327dce749c5449ec1\' error: 404 {"code":10013,"message":"object is not found","details":"job \'ab3f3f6327dce749c5449ec1\'"}',
  near: 'Serve http request ok',
});
