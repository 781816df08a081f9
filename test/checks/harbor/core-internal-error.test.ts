import { tellsLine } from '../log-lines.ts';

tellsLine('core-internal-error', {
  shows: '500内部未知错误',
  near: '200 OK',
});
