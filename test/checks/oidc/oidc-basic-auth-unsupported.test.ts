import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-basic-auth-unsupported', {
  shows: 'failed to authenticate user:<USER> error:not supported',
  near: 'user authenticated',
});
