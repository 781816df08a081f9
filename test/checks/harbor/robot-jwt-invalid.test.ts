import { tellsLine } from '../log-lines.ts';

tellsLine('robot-jwt-invalid', {
  shows:
    '2020-11-06T05:00:49Z [ERROR] [/server/middleware/security/basic_auth.go:41][requestID="6e263b58-7c7c-42ce-9e6f-5f3d1e22261a"]: failed to authenticate robot$user: Failed to authenticate user, due to error \'Not found an entry\'',
  near: 'robot authenticated',
});
