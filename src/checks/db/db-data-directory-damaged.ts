import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-data-directory-damaged',
  severity: 'high',
  signs: [
    {
      pattern:
        /could not locate a valid checkpoint record|invalid (?:primary )?checkpoint record|could not open file "(?:\/[^"\n]{1,200}\/)?(?:global|base|pg_\w{1,20})\/[^"\n]{0,160}": No such file or directory|"[^"\n]{1,200}" is not a (?:valid data directory|database cluster directory)|pg_filenode\.map|invalid page in block \d{1,12}|could not read block \d{1,12} in file|missing chunk number|bogus data in lock file|directory "[^"\n]{1,200}" exists but is not empty|pre-existing shared memory block|lock file "postmaster\.pid" (?:already exists|is empty)|PANIC: {1,3}could not/,
      specimen: 'PANIC:  could not locate a valid checkpoint record',
      source: 'PostgreSQL access/transam/xlog.c',
    },
  ],
  words: {
    en: {
      title: 'Database directory damaged',
      probably: 'the database’s data directory is incomplete or lost',
      explains:
        'Files that PostgreSQL cannot do without are gone or torn: a node died while writing, a volume was lost, or two servers shared it.',
      steps: [
        'Stop the database and copy the volume before anything else.',
        'Restore the last backup; where there is none: `pg_resetwal` on the copy, dump, restore, and compare.',
      ],
    },
  },
});
