import { tellsLine } from '../log-lines.ts';

tellsLine('token-older-than-project', {
  shows: 'bearer token issued at 2026-01-01 is before project "dev" creation time 2026-01-02, rejecting',
  near: 'token issued',
});
