import { tellsLine } from '../log-lines.ts';

tellsLine('db-shm-too-small', {
  shows:
    'ERROR:  could not resize shared memory segment "/PostgreSQL.1767612635" to 183552 bytes: No space left on device',
  near: 'shared memory segment created',
});
