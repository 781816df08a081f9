import { tellsLine } from '../log-lines.ts';

tellsLine('destination-project-create', {
  shows:
    'failed to do the prepare work for pushing/uploading resources: http status code: 403, body: {"errors":[{"code":"FORBIDDEN"}]}',
  near: 'prepare work done',
});
