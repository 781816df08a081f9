import { tellsLine } from '../log-lines.ts';

tellsLine('source-manifest-missing', {
  shows:
    'failed to pull the manifest of artifact library/nginx:1.25: http status code: 404, body: {"errors":[{"code":"MANIFEST_UNKNOWN"}]}',
  near: 'pulled the manifest',
});
