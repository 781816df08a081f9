import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-token-expired-clock', {
  shows:
    'Failed to verify token, error: oidc: token is expired (Token Expiry: 2024-03-01 10:00:00 +0000 UTC)',
  near: 'token verified',
});
