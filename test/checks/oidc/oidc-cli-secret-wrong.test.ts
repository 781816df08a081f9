import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-cli-secret-wrong', {
  shows:
    'failed to verify secret, username: <USERNAME>, error: failed to verify the secret: secret mismatch, username: <USERNAME>',
  near: 'secret verified',
});
