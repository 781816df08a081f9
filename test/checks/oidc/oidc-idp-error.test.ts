import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-idp-error', {
  shows: 'OIDC callback returned error: access_denied - user cancelled',
  near: 'OIDC callback ok',
});
