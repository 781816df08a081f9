import { tellsLine } from '../log-lines.ts';

tellsLine('proxy-upstream-credentials', {
  shows:
    '[ERROR] [/lib/http/error.go:54]: {"errors":[{"code":"UNKNOWN","message":"unknown: login to dockerhub error: login to dockerhub error: {\\"detail\\":\\"Incorrect authentication credentials\\"}"}]}',
  near: 'login to dockerhub ok',
});
