import { tellsLine } from '../log-lines.ts';

tellsLine('csrf-with-session-cookie', {
  shows: '{"errors":[{"code":"FORBIDDEN","message":"CSRF token invalid"}]}',
  near: 'CSRF token accepted',
});
