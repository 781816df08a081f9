import { tellsLine } from '../log-lines.ts';

tellsLine('gc-stopped', {
  shows: 'received the stop signal, quit GC job.',
  near: 'GC job done',
});
