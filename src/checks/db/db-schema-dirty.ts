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
        'Do not edit `schema_migrations` by hand: the tables stay half changed, and the next start fails elsewhere.',
        'Stop core, restore the backup from before the upgrade (`psql -U postgres -d registry < registry.sql` into an empty database; replaces all that was pushed since), then start the same version again and let it migrate without interruption. Without a backup, force a version only as the makers of Harbor advise for this very migration.',
      ],
    },
  },
});
