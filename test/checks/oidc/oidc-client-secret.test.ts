import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-client-secret', {
  shows: 'Failed to exchange token, error: oauth2: cannot fetch token: 401 Unauthorized',
  near: 'token exchanged',
});
