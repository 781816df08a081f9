import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-pg-major-version-mismatch',
  severity: 'high',
  signs: [
    {
      pattern:
        /database files are incompatible with server|data directory was initialized by PostgreSQL version \d{1,2}|not compatible with this version \d{1,2}|old and new pg_controldata|pg_upgrade[^\n]{0,120}(?:fail|error|fatal)|The data directory contains an old version|upgrade[^\n]{0,40}(?:postgres|pgsql|pg)[^\n]{0,40} from \d{1,2}(?:\.\d{1,2})? to \d{1,2}[^\n]{0,40}fail/i,
      specimen:
        'DETAIL:  The data directory was initialized by PostgreSQL version 9.6, which is not compatible with this version 13.7.',
      source: 'PostgreSQL utils/init/miscinit.c',
    },
  ],
  words: {
    en: {
      title: 'Database directory of another PostgreSQL',
      probably: 'the data directory was made by another major version of PostgreSQL',
      explains:
        'A newer image starts on the old directory, or an older one after a rollback. PostgreSQL never reads another major version’s files.',
      steps: [
        'Go back to the image whose major version `PG_VERSION` names.',
        'Upgrade as Harbor’s release notes say: dump with the old version, restore with the new.',
      ],
    },
  },
});
