import { tellsLine } from '../log-lines.ts';

tellsLine('bearer-token-invalid', {
  shows: 'failed to decode bearer token: token has invalid claims: token is expired',
  near: 'bearer token accepted',
});
