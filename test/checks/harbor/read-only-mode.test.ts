import { tellsLine } from '../log-lines.ts';

tellsLine('read-only-mode', {
  shows: 'The system is in read only mode. Any modification is prohibited.',
  near: 'read-only mode off',
});
