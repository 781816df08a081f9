import { tellsLine } from '../log-lines.ts';

tellsLine('node-disk-high', {
  shows:
    'Disk usage on image filesystem is at 85% which is over the high threshold (85%). Trying to free 5487241625 bytes down to the low threshold (80%).',
  near: 'Disk usage 40 %',
});
