import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-disk-full',
  severity: 'high',
  signs: [
    {
      pattern:
        /could not (?:extend|write to|create|write) (?:file|temporary file|lock file) "[^"\n]{1,200}"[^\n]{0,80}: No space left on device|could not write to (?:file|log file)[^\n]{0,200}No space left on device|(?:pq|pgsql|PANIC|ERROR|FATAL)[^\n]{0,200}(?:pg_wal|pg_xlog|postgres)[^\n]{0,120}No space left on device|SQLSTATE 53100|(?:pq|ERROR|FATAL|PANIC): {1,3}could not (?:extend|write)[^\n]{0,200}No space left|initdb[^\n]{0,200}No space left on device/,
      specimen: 'ERROR:  could not extend file "base/16385/16480": No space left on device',
      source: 'PostgreSQL storage/smgr/md.c',
    },
  ],
  words: {
    en: {
      title: 'Database disk full',
      probably: 'the volume under the database is full',
      explains:
        'PostgreSQL stops when it cannot extend a file or write its log; everything in Harbor then answers 500.',
      steps: [
        '`df -h` in the database pod; look at `pg_wal` and at the biggest tables (`execution`, `task`, `audit_log`).',
        'Enlarge the volume, then purge the audit log and old executions.',
      ],
    },
  },
});
