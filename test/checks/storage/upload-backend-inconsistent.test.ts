import { tellsLine } from '../log-lines.ts';

tellsLine('upload-backend-inconsistent', {
  shows: 'upload resumed at wrong offest: 5242880 != 0',
  near: 'upload resumed',
});
