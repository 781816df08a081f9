import { tellsLine } from '../log-lines.ts';

tellsLine('list-too-slow', {
  shows: '504 Gateway Time-out',
  near: '200 OK',
});
