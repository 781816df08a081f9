import { tellsLine } from '../log-lines.ts';

tellsLine('upload-session-lost', {
  shows: 'blob upload unknown',
  near: 'blob upload finished',
});
