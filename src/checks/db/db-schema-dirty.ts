import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-schema-dirty',
  severity: 'high',
  rows: ['S2-1.5', 'S2-1.6'],
  signs: [
    {
      pattern: /Dirty database version \d{1,9}/,
      specimen: 'failed to migrate the database, error: Dirty database version 80. Fix and force version.',
      source: 'goharbor/harbor#18353',
    },
  ],
  words: {
    en: {
      title: 'Migration broken off',
      probably: 'a migration of the database broke off in the middle',
      explains: 'The version is marked dirty, and core refuses to go on.',
      steps: [
        '`kubectl -n <namespace> exec <database pod> -- psql -U postgres -d registry -c "select * from schema_migrations"` (reads only): version and `dirty`.',
        'Restore the backup, or repair what the migration left and set `dirty` to false in `schema_migrations`.',
      ],
    },
  },
});
