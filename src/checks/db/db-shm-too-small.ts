import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-shm-too-small',
  severity: 'high',
  signs: [
    {
      pattern: /could not resize shared memory segment[^\n]{0,200}/,
      specimen:
        'ERROR:  could not resize shared memory segment "/PostgreSQL.1767612635" to 183552 bytes: No space left on device',
      source: 'goharbor/harbor#15034',
    },
  ],
  words: {
    en: {
      title: 'Database’s shared memory too small',
      probably: 'the database’s `/dev/shm` is too small',
      explains:
        'PostgreSQL’s parallel queries need more shared memory than a container gets by default (64 MB).',
      steps: ['Chart: `database.internal.shmSizeLimit: 512Mi`; compose: `shm_size: 1gb`.'],
    },
  },
});
