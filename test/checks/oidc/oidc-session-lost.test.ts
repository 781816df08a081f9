import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-session-lost', {
  shows: 'State mismatch, in session: abc, in url: def',
  near: 'State match',
});
