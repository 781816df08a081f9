import { tellsLine } from '../log-lines.ts';

tellsLine('image-sync-stuck', {
  shows: '同步中',
  near: 'syncStatus: Success',
});
