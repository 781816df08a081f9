import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-refresh-token-missing', {
  shows:
    'unauthorized: authentication required (docker login with OIDC CLI secret, works again after a browser login)',
  near: 'token refreshed',
});
