import { tellsLine } from '../log-lines.ts';

tellsLine('cache-write-failed', {
  shows:
    '2022-05-11T02:42:59Z [WARNING] [/lib/cache/helper.go:65]: failed to save value to cache, error: MOVED 11633 172.28.58.198:6379',
  near: 'value cached',
});
