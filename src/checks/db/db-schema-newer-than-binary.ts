import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-schema-newer-than-binary',
  severity: 'high',
  rows: ['S2-1.1', 'S2-1.2', 'S2-1.3', 'S2-1.4', 'S2-1.5', 'S2-1.7', 'S2-1.8'],
  signs: [
    {
      pattern:
        /Failed to upgrade schema, error: "?file does not exist|failed to initialize (?:database|the system): file does not exist|no migration found for version/,
      specimen:
        '2019-09-16T14:02:03Z [ERROR] [/common/dao/pgsql.go:112]: Failed to upgrade schema, error: "file does not exist"',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Database newer than Harbor',
      probably: 'the database was migrated by a newer Harbor',
      explains:
        'An older core, or one of a development image, finds a schema version it has no file for, usually after `helm rollback`. Harbor migrates forward at every upgrade and has no way back; core migrates itself since 1.6, but only forward.',
      steps: [
        'Do not restart core again and again: it cannot succeed.',
        'Which version migrated it? `kubectl -n <namespace> rollout history deployment <core>`, `helm history <release>`; and the schema’s: `kubectl -n <namespace> exec <database pod> -- psql -U postgres -d registry -c "select * from schema_migrations"` (reads only).',
        'Fastest: go forward again, to the version that migrated it: `helm upgrade <release> harbor/harbor --version <its chart>`.',
        'To go back: restore the backup of the database that was made before the upgrade, together with the old chart; what was written since is lost.',
        'Do not edit `schema_migrations` and do not run `migrate down` by hand: Harbor’s scripts have no way down, and the schema is marked dirty.',
      ],
    },
  },
});
