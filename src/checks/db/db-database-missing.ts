import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-database-missing',
  severity: 'high',
  rows: ['S0-4', 'S3-1'],
  signs: [
    {
      pattern: /database "[^"\n]{1,63}" does not exist|3D000/,
      specimen: 'FATAL:  database "registry" does not exist',
      source: 'PostgreSQL utils/init/postinit.c',
    },
    {
      pattern: /role "[^"\n]{1,63}" does not exist/,
      specimen: 'FATAL:  role "harbor" does not exist',
      source: 'PostgreSQL utils/init/miscinit.c',
    },
  ],
  words: {
    en: {
      title: 'Database missing',
      probably: 'a database that Harbor expects does not exist',
      explains:
        'Harbor needs its databases made beforehand: `registry`, and in older versions `notary_server`, `notary_signer` and `clair`. An external PostgreSQL starts empty.',
      steps: [
        '`psql -l` on the database server: compare with `database.external.coreDatabase`.',
        '`CREATE DATABASE registry;` owned by Harbor’s user, then restart core.',
      ],
    },
  },
});
