import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-issuer-key', {
  shows: 'failed to verify id token signature',
  near: 'signature verified',
});
