import { tellsLine } from '../log-lines.ts';

tellsLine('image-sync-failed', {
  shows: '同步失败',
  near: 'syncStatus: Success',
});
