import { tellsLine } from '../log-lines.ts';

tellsLine('db-auth-failed', {
  shows:
    '2024-02-11T08:01:07Z [FATAL] [/core/main.go:188]: failed to initialize database: failed to connect to `host=harbor-database user=postgres database=registry`: failed SASL auth (FATAL: password authentication failed for user "postgres" (SQLSTATE 28P01))',
  near: 'LOG:  connection authorized: user=postgres database=registry',
});
