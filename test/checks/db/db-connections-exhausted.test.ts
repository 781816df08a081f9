import { tellsLine } from '../log-lines.ts';

tellsLine('db-connections-exhausted', {
  shows: 'FATAL:  sorry, too many clients already',
  near: 'connection received',
});
