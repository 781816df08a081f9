import { tellsLine } from '../log-lines.ts';

tellsLine('trivy-cache-unusable', {
  shows:
    'FATAL init error: cache error: unable to initialize the cache: unable to initialize fs cache: cache may be in use by another process: timeout',
  near: 'cache hit for 12 layers',
});
