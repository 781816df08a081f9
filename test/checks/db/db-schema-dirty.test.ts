import { tellsLine } from '../log-lines.ts';

tellsLine('db-schema-dirty', {
  shows: 'failed to migrate the database, error: Dirty database version 80. Fix and force version.',
  near: 'schema version 80',
});
