import { tellsLine } from '../log-lines.ts';

tellsLine('db-database-missing', {
  shows: 'FATAL:  database "registry" does not exist',
  near: 'LOG:  database system is ready to accept connections',
});
