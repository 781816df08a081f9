import { tellsLine } from '../log-lines.ts';

tellsLine('cdn-timeout', {
  shows: 'Upload failed, retrying: received unexpected HTTP status: 524',
  near: 'HTTP status: 200',
});
