import { tellsLine } from '../log-lines.ts';

tellsLine('upload-backend-rejected', {
  shows: 'blob upload invalid',
  near: 'blob upload started',
});
