import { tellsLine } from '../log-lines.ts';

tellsLine('session-store-error', {
  shows:
    '2021-09-30T12:45:41Z [ERROR] [/server/middleware/security/session.go:34][requestID="50b64fa6cbf864f72fd69f019bfdf25c"]: failed to get the session store for request: EOF',
  near: 'session found',
});
