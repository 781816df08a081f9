import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-not-migrated',
  severity: 'high',
  signs: [
    {
      pattern: /unexpected database schema version, expected \S{1,40}, got \S{1,40}/,
      specimen:
        '[FATAL] [main.go:46]: failed to initialize the system: unexpected database schema version, expected 1.5.0, got 0.4.0',
      source: 'goharbor/harbor#5048',
    },
  ],
  words: {
    en: {
      title: 'Database not migrated',
      probably: 'the database still has the schema of an older version',
      explains: 'Old versions did not migrate by themselves.',
      steps: ['Run the migrator of this version after a backup.'],
    },
  },
});
