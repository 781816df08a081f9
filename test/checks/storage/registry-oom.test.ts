import { tellsLine } from '../log-lines.ts';

tellsLine('registry-oom', {
  shows: 'fatal error: runtime: out of memory',
  near: 'memory 200 MB',
});
