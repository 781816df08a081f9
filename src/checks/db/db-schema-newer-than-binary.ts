import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-schema-newer-than-binary',
  severity: 'high',
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
      explains: 'An older core finds a schema version it has no file for, usually after a rollback.',
      steps: ['Start the version that migrated it, or restore the backup made before the upgrade.'],
    },
  },
});
