import { tellsLine } from '../log-lines.ts';

tellsLine('nested-repo-encoding', {
  shows:
    '2020-10-16T13:19:13Z [ERROR] [/replication/operation/controller.go:103]: the execution 14 failed: failed to fetch artifacts: failed to list artifacts of repository \'ayush/repo/image-name\': http error: code 403, message {"errors":[{"code":"FORBIDDEN","message":"forbidden"}]} ',
  near: 'listed artifacts of repository',
});
