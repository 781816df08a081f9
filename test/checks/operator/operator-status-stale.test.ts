import { tellsLine } from '../log-lines.ts';

tellsLine('operator-status-stale', {
  shows: 'harborcluster status may not refresh after update spec',
  near: 'status refreshed',
});
