import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-no-public-schema',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern: /no schema has been selected to create in|permission denied for schema public/,
      specimen:
        'failed to initialize database: pq: no schema has been selected to create in in line 0: CREATE TABLE "schema_migrations" (version bigint not null primary key, dirty boolean not null)',
      source: 'goharbor/harbor#14268',
    },
  ],
  words: {
    en: {
      title: 'No schema to create in',
      probably: 'Harbor’s database user has no schema to create tables in',
      explains:
        'The `public` schema is missing, or the user may not create there (PostgreSQL 15 took that right away).',
      steps: ['`CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO <user>;`'],
    },
  },
});
