import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-not-empty-or-wrong',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern: /relation "schema_migrations" does not exist/,
      specimen:
        '[FATAL] [/core/main.go:123]: failed to migrate: pq: relation "schema_migrations" does not exist',
      source: 'goharbor/harbor#11950',
    },
  ],
  words: {
    en: {
      title: 'Database not Harbor’s',
      probably: 'this database is not empty and not one of Harbor’s',
      explains:
        'Tables are there without Harbor’s record of migrations: a wrong database, or half a restore.',
      steps: ['Check `coreDatabase`; restore completely, or start with an empty database.'],
    },
  },
});
