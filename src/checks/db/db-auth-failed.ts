import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-auth-failed',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern:
        /password authentication failed for user|no password supplied|SASL auth(?:entication)? (?:failed|error)|no pg_hba\.conf entry for host "[^"\n]{1,100}", user "[^"\n]{1,63}", database "[^"\n]{1,63}", (?:SSL off|no encryption)?(?<!no encryption|SSL off)/,
      specimen:
        '2024-02-11T08:01:07Z [FATAL] [/core/main.go:188]: failed to initialize database: failed to connect to `host=harbor-database user=postgres database=registry`: failed SASL auth (FATAL: password authentication failed for user "postgres" (SQLSTATE 28P01))',
      source: 'pgx; PostgreSQL libpq/auth.c',
    },
    {
      pattern: /28P01|28000\)/,
      specimen: 'FATAL: role "harbor" is not permitted to log in (SQLSTATE 28000)',
      source: 'PostgreSQL error codes',
    },
  ],
  words: {
    en: {
      title: 'Database refuses Harbor’s password',
      probably: 'PostgreSQL refuses the password that Harbor sends',
      explains:
        'The database keeps the password its data directory was initialised with; changing it in the values or in a Secret afterwards does not change it there.',
      steps: [
        'Compare the password in the Secret of the components with the one the database was made with.',
        "Set it in the database: `ALTER USER postgres WITH PASSWORD '…'`, or put the old one back into the Secret, then restart core, jobservice and exporter.",
      ],
    },
  },
});
