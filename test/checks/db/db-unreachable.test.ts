import { tellsLine } from '../log-lines.ts';

tellsLine('db-unreachable', {
  shows: 'failed to initialize database: failed to connect to `host=harbor-database`',
  near: 'database initialized',
});
