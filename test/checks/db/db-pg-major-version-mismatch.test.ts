import { tellsLine } from '../log-lines.ts';

tellsLine('db-pg-major-version-mismatch', {
  shows:
    'DETAIL:  The data directory was initialized by PostgreSQL version 9.6, which is not compatible with this version 13.7.',
  near: 'PostgreSQL 13.7 on x86_64-pc-linux-gnu',
});
