import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-connections-exhausted',
  severity: 'high',
  rows: ['S0-4'],
  signs: [
    {
      pattern:
        /sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database)|53300/,
      specimen: 'FATAL:  sorry, too many clients already',
      source: 'goharbor/harbor#16631',
    },
  ],
  words: {
    en: {
      title: 'Database connections exhausted',
      probably: 'the database has no free connection',
      explains: 'Core, jobservice and exporter together open more connections than `max_connections` allows.',
      steps: [
        'Lower `database.maxOpenConns` of the components or raise `max_connections`.',
        'Look for a leak: `select state, count(*) from pg_stat_activity group by 1`.',
      ],
    },
  },
});
