import { tellsLine } from '../log-lines.ts';

tellsLine('db-data-directory-damaged', {
  shows: 'PANIC:  could not locate a valid checkpoint record',
  near: 'LOG:  database system was shut down at 2024-01-02 03:04:05 UTC',
});
