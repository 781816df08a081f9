import { tellsLine } from '../log-lines.ts';

tellsLine('robot-prefix-mismatch', {
  shows:
    'failed to verify secret, username: robot-k8s-pull, error: failed to get oidc user info, error: <QuerySeter> no row found',
  near: 'oidc user found',
});
